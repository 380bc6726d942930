// Where the reference of Prometheus explains a section.

/** `page('relabel_config')` */
export const page = (anchor: string): string => `https://prometheus.io/docs/prometheus/latest/configuration/configuration/#${anchor}`
