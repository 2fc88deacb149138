/** Markup from data: every text and attribute is escaped on its way in. */

/** A piece of finished markup. */
export type Markup = string & { readonly markup: true };

/**
 * An element of XML or HTML.
 *
 * @param attributes numbers are rounded to hundredths, what is undefined is left out
 * @param children finished markup stays, any other text is escaped
 */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...children: Markup[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : text(value!)}"`)
    .join('');
  const inner = children.join('');
  return (
    inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`
  ) as Markup;
}

/** A text from outside as markup. */
export function text(from: string): Markup {
  return visible(from).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`) as Markup;
}

/** Finished markup as such: our own constant texts alone. */
export function raw(markup: string): Markup {
  return markup as Markup;
}

/**
 * A text in which nothing is hidden: control characters as their pictures (␛), what turns the direction
 * of text round, or is no character at all, as �.
 */
export function visible(from: string): string {
  return from
    .replace(/[\0-\x1f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replace(/\x7f/g, '␡')
    .replace(
      /[\x80-\x9f\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029\ufeff]/gu,
      '�',
    );
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
