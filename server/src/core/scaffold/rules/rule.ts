// An alert as data: its rule and the cases that test it. The writers turn it into rule files and promtool tests.
import type { Stack } from '../stack'

export interface Group {
  /** Also the name of the file. */
  readonly name: string
  readonly about: string
  readonly alerts: (stack: Stack) => readonly Alert[]
}

export interface Alert {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly severity: 'critical' | 'warning' | 'none'
  readonly summary: string
  readonly description: string
  /** Why it is written so. */
  readonly comment?: string
  readonly test: Test
}

/** Samples a minute apart; at `quiet` nothing is firing, at `fires` exactly one alert with these labels and texts. */
export interface Test {
  readonly series: readonly (readonly [series: string, values: string])[]
  readonly quiet?: string
  readonly fires: string
  readonly labels: Readonly<Record<string, string>>
  readonly summary: string
  readonly description: string
}
