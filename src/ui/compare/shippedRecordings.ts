/** A comparison that was trained beforehand and ships with the page. */
export interface ShippedRecording {
  readonly file: string;
  readonly name: string;
  readonly about: string;
}

const folder = 'recordings/';

/** The list of them; empty where the page was put up without. Rejects when the network fails. */
export async function listRecordings(): Promise<readonly ShippedRecording[]> {
  const answer = await fetch(addressOf('index.json'));
  if (!answer.ok) return [];
  const list: unknown = await answer.json();
  return Array.isArray(list) ? list.filter(isShipped) : [];
}

/** The bytes of one; rejects when it is not there. */
export async function fetchRecording({ file }: ShippedRecording): Promise<Uint8Array> {
  const answer = await fetch(addressOf(file));
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function addressOf(file: string): URL {
  return new URL(`${folder}${encodeURIComponent(file)}`, document.baseURI);
}

function isShipped(entry: unknown): entry is ShippedRecording {
  if (typeof entry !== 'object' || entry === null) return false;
  const { file, name, about } = entry as Record<string, unknown>;
  return [file, name, about].every((words) => typeof words === 'string' && words.length < 300);
}
