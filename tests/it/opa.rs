//! The same policies in OPA's own engine.

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Its engine comes as a Python package for few systems only, so it is asked for by name.
#[test]
#[ignore = "needs OPA's engine and PyYAML: OPA_BINDINGS=FOLDER cargo test --test it -- --ignored opa"]
fn opa_finds_the_same_failures_in_the_shipped_snapshot() {
    assert!(
        std::env::var_os("OPA_BINDINGS").is_some(),
        "OPA_BINDINGS names no folder"
    );
    let compared = Command::new("python3")
        .arg(Path::new(ROOT).join(".ci/compare-opa"))
        .arg(env!("CARGO_BIN_EXE_trueline"))
        .output()
        .expect("Python starts");
    let told = String::from_utf8_lossy(&compared.stdout).into_owned() + &String::from_utf8_lossy(&compared.stderr);
    assert!(compared.status.success(), "{told}");
    assert!(told.contains("\n0 disagreements"), "{told}");
}
