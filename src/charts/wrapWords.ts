/** The text in lines of at most `letters` letters, broken between words; a longer word is cut. */
export function wrapWords(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => cut(whole, letters))) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function cut(word: string, letters: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += letters) parts.push(word.slice(at, at + letters));
  return parts;
}
