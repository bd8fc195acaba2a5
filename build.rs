//! Rebuilds when a policy or a catalogue file is added: embedding only sees those that were there.

fn main() {
    println!("cargo:rerun-if-changed=policies");
    println!("cargo:rerun-if-changed=src/catalogue");
}
