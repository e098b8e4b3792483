import type { RecordingPort } from '../recordings/recordingPort';

/** Recordings as plain JSON bytes, for tests of what the state makes of them. */
export const fakeRecordings: RecordingPort = {
  pack: async ({ header, body }) => new TextEncoder().encode(JSON.stringify({ header, body: [...body] })),
  unpack: async (bytes) => {
    const { header, body } = JSON.parse(new TextDecoder().decode(bytes));
    return { header, body: Uint8Array.from(body) };
  },
};
