// Texts of files and paths are strangers: nothing in them may move a cursor, change a colour or start an annotation.

/** Control characters, marks of direction, separators and lone surrogates. */
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** On one line, and all of it visible: `\n`, `\u001b`. */
export const printable = (text: string): string => text.replace(hidden, c => short[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The same for a line of source: tabs become blanks. */
export const printableLine = (text: string): string => printable(text.replace(/\t/g, '    '))

/** Columns that a terminal needs: East Asian and emoji characters take two. */
export function width(text: string): number {
  let columns = 0
  for (const c of text)
    columns += /\p{M}/u.test(c)
      ? 0
      : /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
            c,
          )
        ? 2
        : 1
  return columns
}

/** The message of a GitHub annotation. */
export const annotation = (text: string): string => printable(text).replace(/%/g, '%25')

/** A property of a GitHub annotation. */
export const property = (text: string): string => annotation(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
