/** What a renderer must know of the terminal (or the file) that it writes for. */
export interface Terminal {
  /** Width in columns. It is read anew for every line, so a getter lets a renderer follow a resize. */
  columns: number;
  /** chalk's level of colour: 0 none, 1 sixteen colours, 2 two hundred and fifty-six, 3 all. */
  color: 0 | 1 | 2 | 3;
  /** Whether to keep to ASCII; other characters of what a program prints are then escaped. */
  ascii: boolean;
  /** The language of what renderers say themselves. */
  lang: 'en' | 'zh';
}

/** The language that the terminal can show: Chinese is beyond ASCII. */
export function languageOf({ ascii, lang }: Pick<Terminal, 'ascii' | 'lang'>): 'en' | 'zh' {
  return ascii ? 'en' : lang;
}
