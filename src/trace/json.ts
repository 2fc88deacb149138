/** JSON that is also safe to show: whatever may steer a terminal or turn text round is escaped. */

// JSON.stringify escapes C0 and lone surrogates alone; DEL, C1 and format marks (bidi) it leaves.
const steering = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as JSON on one line. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(steering, (char) => {
    let escaped = '';
    for (let i = 0; i < char.length; i++)
      escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
