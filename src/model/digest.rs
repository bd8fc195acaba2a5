//! SHA-256 digests, in hex, as ids and seals use them.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The digest of several texts: each counts with its length, so that no two lists collide.
pub fn of_parts(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// The digest of a document. Object keys are sorted on the way, so equal documents give equal digests.
pub fn of_document(document: &impl Serialize) -> String {
    let text = serde_json::to_value(document).map(|value| value.to_string());
    // Only keys that are no text can't be written, and no document of ours has any.
    hex(&Sha256::digest(text.unwrap_or_else(|error| error.to_string())))
}

/// The digest of bytes as they are.
pub fn of_bytes(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(of_parts(["ab", "c"]), of_parts(["a", "bc"]));
        assert_eq!(of_parts(["a"]).len(), 64);
    }

    #[test]
    fn the_order_of_keys_does_not_matter() {
        #[derive(Serialize)]
        struct Unsorted {
            b: u8,
            a: u8,
        }
        assert_eq!(
            of_document(&Unsorted { b: 2, a: 1 }),
            of_document(&json!({"a": 1, "b": 2}))
        );
    }
}
