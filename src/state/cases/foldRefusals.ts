import type { OpenFiles } from '../model';

/** One sentence for each reason, naming the file or counting the files that it holds for. */
export function foldRefusals(refused: OpenFiles['refused']): string[] {
  const messages = [...new Set(refused.map(({ message }) => message))];
  return messages.map((message) => {
    const names = refused.filter((file) => file.message === message).map(({ name }) => name);
    const others = names.length > 1 ? ` and ${names.length - 1} more` : '';
    return `${names[0]}${others}: ${message}`;
  });
}
