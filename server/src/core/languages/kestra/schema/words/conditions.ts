// Conditions of triggers, until 1.3; 2.0 has `when` instead.
import type { Words } from './words'

export const conditionWords: Words = {
  'condition.DateTimeBetween': { about: 'The moment lies between two others.' },
  'condition.DayWeek': { about: 'It is a certain day of the week.' },
  'condition.DayWeekInMonth': {
    about: 'It is the first, second, … or last such day of the month.',
    keys: { dayInMonth: '`FIRST`, `SECOND`, `THIRD`, `FOURTH` or `LAST`.' },
  },
  'condition.ExecutionFlow': { about: 'The execution that ended is one of a certain flow.' },
  'condition.ExecutionLabels': { about: 'The execution that ended has these labels.' },
  'condition.ExecutionNamespace': {
    about: 'The execution that ended lives in a certain namespace.',
    keys: { comparison: 'How the namespace is compared: `EQUALS`, `PREFIX` or `SUFFIX`.', prefix: 'Everything below the namespace counts as well.' },
  },
  'condition.ExecutionOutputs': { about: 'What the execution that ended left fits an expression over `trigger.outputs`.' },
  'condition.ExecutionStatus': { about: 'The execution that ended has a certain state.' },
  'condition.Expression': {
    about: 'An expression is true: `{{ trigger.body.status == "firing" }}`. Text without `{{ }}` is always true.',
    keys: { expression: 'The expression. When it cannot be computed nothing starts, and 1.3 answers 409.' },
  },
  'condition.FlowCondition': { about: 'It is a certain flow.' },
  'condition.FlowNamespaceCondition': { about: 'The flow lives in a certain namespace.', keys: { prefix: 'Everything below the namespace counts as well.' } },
  'condition.HasRetryAttempt': { about: 'A task of the execution was tried again.' },
  'condition.MultipleCondition': {
    about: 'Several executions have to happen within a time. Not for webhooks.',
    keys: {
      id: 'Name under which what happened so far is kept.',
      timeWindow: 'The time within which all has to happen.',
      window: 'Length of the time; use `timeWindow`.',
      windowAdvance: 'Where the time begins; use `timeWindow`.',
      resetOnSuccess: 'Begin to count anew after a start.',
      conditions: 'The conditions by name.',
    },
  },
  'condition.Not': { about: 'None of the conditions holds.' },
  'condition.Or': { about: 'At least one of the conditions holds.' },
  'condition.PublicHoliday': {
    about: 'The day is a public holiday.',
    keys: { country: 'Country by its two letters: `DE`.', subDivision: 'State or province: `DE-BE`.' },
  },
  'condition.TimeBetween': { about: 'The time of day lies between two others.' },
  'condition.Weekend': { about: 'It is Saturday or Sunday.' },
}
