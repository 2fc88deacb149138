/** JSON that is also safe to show: whatever may steer a terminal or turn text round is escaped. */

// JSON.stringify escapes C0 and lone surrogates alone; DEL, C1 and format marks (bidi) it leaves.
const steering = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as JSON on one line. */
export function toJson(value: unknown): string {
  return escaped(JSON.stringify(value));
}

/** JSON in which what may steer a terminal is escaped. */
export function escaped(json: string): string {
  return json.replace(steering, (char) => {
    let units = '';
    for (let i = 0; i < char.length; i++)
      units += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return units;
  });
}
