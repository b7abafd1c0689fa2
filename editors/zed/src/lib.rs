//! Starts `snapcheck server` for Zed: the program that the settings name, or the one on the path.
//!
//! It downloads and installs nothing. In the settings of Zed, `lsp.snapcheck.binary.path` names
//! another program, and `lsp.snapcheck.settings` holds what `docs/editors.md` lists.

use zed_extension_api::{
    self as zed, serde_json, settings::LspSettings, Command, LanguageServerId, Result, Worktree,
};

struct Snapcheck;

impl zed::Extension for Snapcheck {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary);
        let named = binary.as_ref().and_then(|binary| binary.path.clone());
        let command = named
            .or_else(|| worktree.which("snapcheck"))
            .ok_or("no snapcheck on the path: pip install \"snapcheck[lsp]\"")?;
        let args = binary.and_then(|binary| binary.arguments);
        Ok(Command {
            command,
            args: args.unwrap_or_else(|| vec!["server".into()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(settings.map(|given| serde_json::json!({ "snapcheck": given })))
    }
}

zed::register_extension!(Snapcheck);
