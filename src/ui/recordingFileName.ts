/** The name of a recording's file: letters, digits, dots and dashes of its own name. */
export function recordingFileName(name: string): string {
  return `${name.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'recording'}.blobrun`;
}
