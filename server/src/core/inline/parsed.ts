// What the readers of single values return: the value, or what is wrong with it in the user's words.

/** `error` is a sentence that ends with a full stop; `suggestion` is text to write instead, given only when it is sure. */
export type Parsed<T> = { readonly value: T; readonly error?: undefined } | { readonly error: string; readonly suggestion?: string }

/** A refusal, with the text to write instead when there is one. */
export const refuse = (error: string, suggestion?: string): { readonly error: string; readonly suggestion?: string } =>
  suggestion === undefined ? { error } : { error, suggestion }
