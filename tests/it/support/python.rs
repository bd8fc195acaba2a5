//! The Python that the emulator and the checks of our fake run in.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/moto")
}

/// Takes away what the machine says about its own clouds and Pythons.
pub(crate) fn clean(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("AWS_") || text.starts_with("MOTO_") || text.starts_with("PYTHON") {
            command.env_remove(&name);
        }
    }
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    command.env("AWS_CONFIG_FILE", "/nonexistent/aws");
    command.env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/aws");
    command
}

/// The Python of a virtual environment that holds what `requirements.txt` locks. Made once for each
/// content of that file; other processes that need it wait for the one that makes it.
pub(crate) fn environment() -> PathBuf {
    let requirements = folder().join("requirements.txt");
    let locked = fs::read(&requirements).expect("tests/moto/requirements.txt is readable");
    let mut hasher = DefaultHasher::new();
    locked.hash(&mut hasher);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{:016x}", hasher.finish()));
    let python = root.join("bin/python");
    let done = root.join("installed");
    let lock = File::create(root.with_extension("lock")).expect("the target folder is writable");
    lock.lock().expect("the lock on the Python environment");
    if done.exists() {
        return python;
    }
    let _ = fs::remove_dir_all(&root);
    run(
        Command::new("python3").args(["-m", "venv"]).arg(&root),
        "the tests need python3 (3.10 or later) with its venv module",
    );
    run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--only-binary", ":all:", "-r"])
            .arg(&requirements),
        "the tests install moto and the Cloudflare SDK once, which needs pip and a package index",
    );
    File::create(done).expect("the target folder is writable");
    python
}

fn run(command: &mut Command, needs: &str) {
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!("{needs}: {command:?}:\n{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => panic!("{needs}: {command:?}: {error}"),
    }
}
