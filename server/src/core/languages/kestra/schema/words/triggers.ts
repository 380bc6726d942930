// Triggers of the core.
import type { Words } from './words'

export const triggerWords: Words = {
  'trigger.Webhook': {
    about:
      'Starts the flow when its address is called with GET, POST or PUT: `/api/v1/main/executions/webhook/NAMESPACE/FLOW/KEY`. JSON in the body becomes `trigger.body`, so an alert is `trigger.body.alerts[0].labels.alertname`. Headers and parameters are lists: `trigger.headers["X-Team"][0]`.',
    keys: {
      key: 'Last part of the address and all that protects it: Kestra asks for no login there. Make it long and random, or `{{ secret("WEBHOOK_KEY") }}`.',
      inputs:
        'Values for the inputs of the flow, by id: `severity: "{{ trigger.body.commonLabels.severity ?? \'none\' }}"`. When one cannot be computed the request is refused and the alert is lost.',
      wait: 'Answer only when the execution has ended. Alertmanager gives up before that and sends again, so one alert starts the flow several times: leave it out there.',
      returnOutputs: 'Answer with the outputs of the flow; needs `wait`.',
      responseContentType: 'Type of the answer; needs `wait` and `returnOutputs`.',
      responseCode: 'Status of the answer; needs `wait`.',
      fetchType: 'Where uploaded parts of the request are kept: in the execution (`FETCH`), in the internal storage (`STORE`) or nowhere.',
    },
  },
  'trigger.Schedule': {
    about: 'Starts the flow at times that a cron expression names. `trigger.date` is the moment this execution is for.',
    keys: {
      cron: 'Minute, hour, day of the month, month, day of the week: `0 9 * * MON-FRI`. Also `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. Not computed: no `{{ }}`.',
      withSeconds: 'The expression has six fields, the first one seconds.',
      inputs: 'Values for the inputs of the flow, by id. Every required input without a default needs one.',
      lateMaximumDelay: 'A start that is later than this is left out.',
      scheduleConditions: 'Old name of `conditions`.',
      backfill: 'Starts for moments of the past; done in the interface now.',
    },
  },
  'trigger.ScheduleOnDates': {
    about: 'Starts the flow at the moments that are listed.',
    keys: { dates: 'Moments with their time zone: `2026-12-24T18:00:00+01:00`.' },
  },
  'trigger.Flow': {
    about: 'Starts the flow when executions of other flows end. What they left is in `trigger.outputs`.',
    keys: {
      states: 'States of the other execution that count. Without any restriction every execution of every flow starts this one.',
      inputs: 'Values for the inputs of this flow, by id: `{{ trigger.outputs.file }}`.',
      preconditions: 'Which executions have to be there, and within which time.',
      dependsOn: 'The flows that are waited for.',
      window: 'The time within which all of `dependsOn` has to happen.',
      mode: 'Whether all of `dependsOn`, any, or at least `minSatisfied` have to happen.',
      minSatisfied: 'How many have to happen with `AT_LEAST`.',
    },
  },
  'http.Trigger': {
    about: 'Asks an address again and again and starts the flow when the answer fits.',
    keys: {
      interval: 'Pause between two requests.',
      responseCondition: 'An expression over `response`; the flow starts when it is true: `{{ response.statusCode == 200 }}`.',
    },
  },
  'trigger.McpToolTrigger': {
    about: 'Offers the flow as a tool to language models through the Model Context Protocol.',
    keys: {
      toolName: 'Name of the tool.',
      title: 'What people see.',
      toolDescription: 'What the model reads to decide when to use it.',
      annotations: 'What the tool does to the world: reads only, destroys, may be repeated.',
      mcpServer: 'The server that offers the tool.',
    },
  },
}
