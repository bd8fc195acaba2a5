//! What the tests share: the program under test, and the emulators.

#[cfg(feature = "live")]
pub(crate) mod chosen;
#[cfg(feature = "cloudflare")]
pub(crate) mod cloudflare_fake;
#[cfg(feature = "cloudflare")]
pub(crate) mod cloudflare_runs;
pub(crate) mod files;
#[cfg(feature = "aws")]
pub(crate) mod moto;
#[cfg(feature = "aws")]
pub(crate) mod operations;
#[cfg(feature = "live")]
pub(crate) mod parting;
#[cfg(feature = "aws")]
pub(crate) mod proxy;
#[cfg(feature = "live")]
pub(crate) mod python;
pub(crate) mod report;
pub(crate) mod verdicts;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
pub(crate) mod world;

use std::process::Command;

/// The program under test, with an environment that holds nothing of the machine's own clouds.
pub(crate) fn trueline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trueline"));
    for (name, _) in std::env::vars() {
        if name.starts_with("AWS_") || name.starts_with("CLOUDFLARE_") || name.starts_with("TRUELINE_") {
            command.env_remove(name);
        }
    }
    command.env("NO_COLOR", "1");
    command.env("TRUELINE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command
}
