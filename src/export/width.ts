/** How wide a text is, in columns of a font of one width; Chinese letters take two. */
import stringWidth from 'string-width';
import { visible } from './markup.js';

/** The columns that a text takes. */
export function columns(text: string): number {
  return stringWidth(visible(text));
}

/** A text of at most so many columns. */
export function shortened(text: string, most: number): string {
  // Measuring takes time that grows with the square of the length.
  if (text.length < 10 * most && columns(text) <= most) return text;
  let short = '';
  for (const letter of text) {
    if (columns(short + letter) >= most) break;
    short += letter;
  }
  return `${short}…`;
}
