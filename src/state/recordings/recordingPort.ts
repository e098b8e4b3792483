/** A recording's file and what is in it; given from outside, because bytes belong to another room. */
export interface RecordingPort {
  readonly pack: (file: { readonly header: unknown; readonly body: Uint8Array }) => Promise<Uint8Array<ArrayBuffer>>;
  readonly unpack: (bytes: Uint8Array) => Promise<{ readonly header: unknown; readonly body: Uint8Array }>;
}
