/** The interpreter that Microsoft's Python extension has selected, where there is that extension. */

import { PVSC_EXTENSION_ID, PythonExtension } from "@vscode/python-extension";
import { Disposable, extensions, workspace } from "vscode";

/** The path of the interpreter; undefined without the extension, or if it knows none. */
export async function selectedInterpreter(): Promise<string | undefined> {
  const python = await api();
  if (!python) {
    return undefined;
  }
  const { environments } = python;
  const path = environments.getActiveEnvironmentPath(workspace.workspaceFolders?.[0]?.uri);
  const environment = await environments.resolveEnvironment(path);
  return environment?.executable.uri?.fsPath;
}

/** Calls `then` when another interpreter is selected. */
export async function onInterpreterChanged(then: () => Promise<void>): Promise<Disposable> {
  const python = await api();
  return python?.environments.onDidChangeActiveEnvironmentPath(then) ?? new Disposable(() => {});
}

async function api(): Promise<PythonExtension | undefined> {
  if (!extensions.getExtension(PVSC_EXTENSION_ID)) {
    return undefined;
  }
  try {
    return await PythonExtension.api();
  } catch {
    return undefined; // it is there and does not start, as in a workspace that is not trusted
  }
}
