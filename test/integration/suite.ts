// Uses the real `vscode` API; the same in the Node host and in the web worker host.
import './activation'
import './crashes'
import './features'
import './scaffold'
import './workspaceFiles'
import './yamlExtension'
