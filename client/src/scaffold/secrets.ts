// Secrets for a new stack, and fingerprints of what was written. Both come from the platform's cryptography, in every host.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits, with at least one upper case letter, one lower case letter and one digit. */
export function randomText(length: number): string {
  for (;;) {
    const text = Array.from({ length }, randomLetter).join('')
    if (/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)) return text
  }
}

/** Each letter is as likely as any other: bytes that would favour the first ones are thrown away. */
function randomLetter(): string {
  const limit = 256 - (256 % letters.length)
  for (;;) {
    const [byte = limit] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < limit) return letters[byte % letters.length] ?? ''
  }
}

/** SHA-256 in hexadecimal. */
export async function fingerprint(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
