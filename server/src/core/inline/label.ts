// Names of labels and metrics, classic and UTF-8, as prometheus/common `model` checks them.

/** The classic form of a label name: letters, digits and underscores, no digit first. */
export const isClassicLabelName = (text: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text)

/** Any text that is not empty and can be written as UTF-8 (a lone half of a surrogate pair cannot). */
export const isUtf8LabelName = (text: string): boolean => text !== '' && isWellFormed(text)

/** The classic form of a metric name: as a label name, and colons. */
export const isClassicMetricName = (text: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(text)

export const isUtf8MetricName = isUtf8LabelName

/** Whether every surrogate has its other half. */
export const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/.test(text) || !/\p{Surrogate}/u.test(text)

/** `instance id` → `instance_id`: what a classic name nearest to a text looks like; undefined when nothing is left. */
export function classicName(text: string): string | undefined {
  const name = text.replace(/[^a-zA-Z0-9_]+/g, '_').replace(/^[0-9]/, '_$&')
  return /[a-zA-Z0-9]/.test(name) ? name : undefined
}
