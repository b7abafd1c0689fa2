/** The item in the status bar: whether the server runs, and a click shows its output. */

import { StatusBarAlignment, ThemeColor, window, type Disposable } from "vscode";
import type { ServerCommand } from "./command";

export type Condition = "starting" | "running" | "stopped" | "failed";

const ICONS: Record<Condition, string> = {
  starting: "$(sync~spin)",
  running: "$(check)",
  stopped: "$(circle-slash)",
  failed: "$(error)",
};

export class Status implements Disposable {
  private readonly item = window.createStatusBarItem("snapcheck", StatusBarAlignment.Right);

  constructor() {
    this.item.name = "snapcheck";
    this.item.command = "snapcheck.showOutput";
  }

  show(condition: Condition, command: ServerCommand, version = ""): void {
    this.item.text = `${ICONS[condition]} snapcheck`;
    const program = [command.command, ...command.args].join(" ");
    const head = version ? `snapcheck ${version}` : "snapcheck";
    this.item.tooltip = `${head} is ${condition}: ${program} (${command.origin})`;
    this.item.backgroundColor =
      condition === "failed" ? new ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
