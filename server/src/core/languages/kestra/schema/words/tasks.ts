// Tasks of the core.
import type { Words } from './words'

export const taskWords: Words = {
  'debug.Return': { about: 'Computes a text and gives it back as `outputs.ID.value`.', keys: { format: 'The text, with expressions in it.' } },
  'debug.Echo': { about: 'Writes a text into the log.' },
  'execution.Assert': {
    about: 'Fails the execution when one of its conditions is not true.',
    keys: { conditions: 'A list of expressions; each must be true.', errorMessage: 'What the log says when one is not.' },
  },
  'execution.Count': {
    about: 'Counts executions of flows.',
    keys: { flows: 'The flows, by namespace and id.', expression: 'An expression over `count`; flows for which it is true are given back.' },
  },
  'execution.Exit': {
    about: 'Ends the execution here, with the state that is named.',
    keys: { state: '`SUCCESS`, `WARNING`, `KILLED`, `FAILED` or `CANCELLED`.' },
  },
  'execution.Fail': {
    about: 'Fails the execution.',
    keys: { condition: 'Only when this expression is true; always when not set.', errorMessage: 'What the log says.' },
  },
  'execution.Labels': {
    about: 'Puts labels on this execution; they can hold values of an alert.',
    keys: { labels: 'Labels as a map or a list; both keys and values may be expressions.' },
  },
  'execution.PurgeExecutions': {
    about: 'Deletes old executions with their logs, metrics and files.',
    keys: {
      purgeExecution: 'Delete the executions themselves.',
      purgeLog: 'Delete their logs.',
      purgeMetric: 'Delete their metrics.',
      purgeStorage: 'Delete their files.',
    },
  },
  'execution.Resume': { about: 'Lets a paused execution go on.', keys: { inputs: 'Values for `onResume`.' } },
  'execution.SetVariables': {
    about: 'Sets variables of this execution: `vars.NAME` from here on.',
    keys: { overwrite: 'Replace variables that are there; fail otherwise.' },
  },
  'execution.UnsetVariables': {
    about: 'Removes variables of this execution.',
    keys: { variables: 'Names of the variables.', ignoreMissing: 'Be silent about one that is not there.' },
  },
  'flow.AllowFailure': { about: 'Runs tasks one after the other; when one fails the flow goes on and ends in WARNING.' },
  'flow.Dag': {
    about: 'Runs tasks in the order that their dependencies allow, side by side where they can.',
    keys: { tasks: 'Each has a `task`, and `dependsOn` with the ids it waits for.' },
  },
  'flow.EachParallel': {
    about: 'Runs its tasks for every value, side by side.',
    keys: { concurrent: 'How many rounds may run at the same time; 0 means all.' },
  },
  'flow.EachSequential': { about: 'Runs its tasks for every value, one round after the other. The value is `taskrun.value`.' },
  'flow.ForEach': {
    about: 'Runs its tasks for every value: one after the other, or several at a time. The value is `taskrun.value`, its place `taskrun.iteration`.',
  },
  'flow.ForEachItem': {
    about: 'Starts a flow for every batch of rows of a file.',
    keys: {
      items: 'Address of the file whose rows are handed out.',
      batch: 'How the file is cut: by rows, by bytes or into parts.',
      inputs: 'Inputs of the flow; `{{ taskrun.items }}` is the file with the rows.',
    },
  },
  'flow.If': {
    about: 'Runs one list of tasks or the other.',
    keys: {
      condition: 'An expression with `{{ }}`: `{{ trigger.body.status == "resolved" }}`. Empty, `false`, `0` and null are false.',
      then: 'Tasks when it is true.',
      else: 'Tasks when it is false.',
    },
  },
  'flow.Loop': {
    about:
      'Runs its tasks for every value of a list or map, such as each alert: `values: "{{ trigger.body.alerts }}"`. Inside, `item.value` is the value and `item.index` its place. Since 2.0.',
    keys: { values: 'A list, a map, or an expression that yields one.', outputs: 'Values that each round hands out; read with `loopOutputs()`.' },
  },
  'flow.LoopUntil': {
    about: 'Runs its tasks again and again until a condition holds.',
    keys: {
      condition: 'An expression over the outputs of the round; true ends the loop.',
      failOnMaxReached: 'Fail when the limit is reached first.',
      checkFrequency: 'Pause between rounds, and how many or how long at most.',
    },
  },
  'flow.Parallel': { about: 'Runs tasks side by side.' },
  'flow.Pause': {
    about: 'Waits: for a time, or until somebody lets the execution go on.',
    keys: {
      pauseDuration: 'How long, as an ISO 8601 duration; without it somebody has to resume the execution.',
      delay: 'Old name of `pauseDuration`.',
      behavior: 'What happens when the time is over: `RESUME`, `WARN`, `FAIL` or `CANCEL`.',
      onPause: 'A task that runs when the pause begins, such as a message.',
      onResume: 'Inputs that are asked for when somebody resumes: `outputs.ID.onResume.NAME`.',
      tasks: 'Tasks after the pause; write them below the Pause instead.',
    },
  },
  'flow.Sequential': { about: 'Runs tasks one after the other; useful inside Parallel.' },
  'flow.Sleep': { about: 'Waits for a fixed time.', keys: { duration: 'How long, as an ISO 8601 duration: `PT30S`.' } },
  'flow.Subflow': {
    about: 'Starts another flow and, by default, waits for its end.',
    keys: {
      namespace: 'Namespace of the flow to start.',
      flowId: 'Id of the flow to start.',
      wait: 'Wait for the end; its outputs are then `outputs.ID.outputs.NAME`.',
      outputs: 'Values to take over; declare `outputs` in the other flow instead.',
    },
  },
  'flow.Switch': {
    about: 'Runs the list of tasks whose name equals a value.',
    keys: {
      value: 'The value, nearly always an expression: `{{ trigger.body.commonLabels.severity ?? "none" }}`.',
      cases: 'Lists of tasks by value.',
      defaults: 'Tasks when no case fits.',
    },
  },
  'flow.Template': {
    about: 'Runs a template.',
    keys: { namespace: 'Namespace of the template.', templateId: 'Id of the template.', args: 'Values for the template.' },
  },
  'flow.WorkingDirectory': {
    about: 'Runs tasks one after the other in one folder, so that they share files.',
    keys: {
      cache: 'Files to keep for the next run.',
      namespaceFiles: 'Files of the namespace to put into the folder.',
      inputFiles: 'Files to write first, by name: their content or an address.',
      outputFiles: 'Patterns of files to keep at the end: `outputs.ID.outputFiles["a.txt"]`.',
    },
  },
  'http.Request': {
    about: 'Makes an HTTP request. The answer is `outputs.ID.body`, `.code` and `.headers`; 400 and above is a failure.',
    keys: { uri: 'Address to call.' },
  },
  'http.Download': {
    about: 'Fetches a file over HTTP into the internal storage: `outputs.ID.uri`.',
    keys: { uri: 'Address to fetch.', failOnEmptyResponse: 'Fail when there is nothing in it.', saveAs: 'Name of the stored file.' },
  },
  'http.SseRequest': {
    about: 'Listens to a stream of server-sent events.',
    keys: { concatJqExpression: 'A jq expression whose results are joined.', failedOnMissingJq: 'Fail when the expression yields nothing.' },
  },
  'kv.Delete': { about: 'Deletes a key of the key-value store.' },
  'kv.Get': { about: 'Reads a key of the key-value store: `outputs.ID.value`.' },
  'kv.GetKeys': { about: 'Lists keys of the key-value store.' },
  'kv.PurgeKV': {
    about: 'Deletes old keys or versions of the key-value store.',
    keys: { keyPattern: 'Pattern of the keys.', expiredOnly: 'Only keys whose time is over; use `behavior`.' },
  },
  'kv.Put': { about: 'Writes a key of the key-value store.', keys: { value: 'What to write.' } },
  'kv.Set': {
    about: 'Writes a key of the key-value store, with a type and a time to live.',
    keys: {
      value: 'What to write.',
      ttl: 'How long the key lives, as an ISO 8601 duration.',
      kvType: 'Type of the value: `STRING`, `NUMBER`, `BOOLEAN`, `DATETIME`, `DATE`, `DURATION` or `JSON`.',
      kvDescription: 'What it is for.',
      overwrite: 'Replace a key that is there; fail otherwise.',
    },
  },
  'log.Log': {
    about: 'Writes one or several lines into the log of the execution.',
    keys: { message: 'A text or a list of texts, with expressions in them.', level: '`ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`, in capitals.' },
  },
  'log.Fetch': { about: 'Puts logs of an execution into a file.', keys: { tasksId: 'Only logs of these tasks.' } },
  'log.PurgeLogs': {
    about: 'Deletes old logs.',
    keys: { logLevels: 'Only these levels.', purgeExecutionLogs: 'Logs of executions.', purgeNonExecutionLogs: 'Logs of triggers and the like.' },
  },
  'metric.Publish': {
    about: 'Publishes metrics of this execution.',
    keys: { metrics: 'Each has a `name`, a `type` (`counter`, `timer` or `gauge`), a `value` and `tags`.' },
  },
  'namespace.DeleteFiles': { about: 'Deletes files of a namespace.', keys: { deleteParentFolder: 'Delete folders that are empty then.' } },
  'namespace.DownloadFiles': { about: 'Takes files of a namespace into the internal storage: `outputs.ID.files["a.txt"]`.' },
  'namespace.PurgeFiles': { about: 'Deletes old files or versions of a namespace.', keys: { filePattern: 'Pattern of the files.' } },
  'namespace.UploadFiles': {
    about: 'Puts files into a namespace.',
    keys: { filesMap: 'Files by name and address.', conflict: 'What to do with a file that is there: `OVERWRITE`, `SKIP` or `ERROR`.' },
  },
  'output.OutputValues': { about: 'Gives values to later tasks: `outputs.ID.values.NAME`.', keys: { values: 'Values by name.' } },
  'state.Delete': { about: 'Deletes a state.' },
  'state.Get': { about: 'Reads a state.' },
  'state.Set': { about: 'Writes a state.', keys: { data: 'What to keep.' } },
  'storage.Concat': { about: 'Joins files of the internal storage.' },
  'storage.DeduplicateItems': { about: 'Drops rows of a file that are there twice.', keys: { expr: 'An expression that yields the key of a row.' } },
  'storage.Delete': { about: 'Deletes a file of the internal storage.' },
  'storage.FilterItems': {
    about: 'Keeps or drops rows of a file.',
    keys: {
      filterCondition: 'An expression over a row.',
      filterType: '`INCLUDE` keeps rows for which it is true, `EXCLUDE` drops them.',
      errorOrNullBehavior: 'What to do with a row for which it cannot be computed.',
    },
  },
  'storage.LocalFiles': {
    about: 'Puts files into the folder of a WorkingDirectory, or takes them out.',
    keys: { inputs: 'Files to write, by name.', outputs: 'Patterns of files to keep.' },
  },
  'storage.PurgeCurrentExecutionFiles': { about: 'Deletes the files of this execution.' },
  'storage.PurgeStorage': { about: 'Deletes old files of the internal storage.', keys: { dryRun: 'Only count.' } },
  'storage.Reverse': { about: 'Turns the rows of a file round.', keys: { charset: 'Encoding of the file, `UTF-8`.' } },
  'storage.Size': { about: 'Says how large a file is.' },
  'storage.Split': {
    about: 'Cuts a file into several.',
    keys: {
      bytes: 'Size of a part: `10MB`.',
      partitions: 'Number of parts.',
      rows: 'Rows of a part.',
      regexPattern: 'Rows with the same match go into the same part.',
    },
  },
  'storage.Write': { about: 'Writes a text into a file of the internal storage: `outputs.ID.uri`.', keys: { content: 'The text.' } },
  'templating.TemplatedTask': { about: 'Runs a task that is written as text, so that even its type can be computed.', keys: { spec: 'The task as YAML.' } },
  'trigger.Toggle': { about: 'Switches a trigger on or off.', keys: { trigger: 'Id of the trigger.', enabled: 'On or off.' } },
}
