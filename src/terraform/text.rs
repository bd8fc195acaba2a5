//! The bytes of a file as text: UTF-8 with or without a byte order mark, or UTF-16, which PowerShell's
//! `>` writes.

use std::borrow::Cow;

use super::error::TerraformError;

/// Larger files are refused: a plan of 10,000 resources has some 20 MB.
const LARGEST: usize = 4 << 30;

/// The text of a file.
pub(super) fn decode<'a>(bytes: &'a [u8], shown: &str) -> Result<Cow<'a, str>, TerraformError> {
    if bytes.len() >= LARGEST {
        return Err(TerraformError::new(shown, "larger than 4 GiB: split the configuration"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(TerraformError::new(
            shown,
            "a binary plan: write it as JSON with terraform show -json plan.tfplan > plan.json",
        ));
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, shown),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, shown),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, shown),
        [b'{', 0, ..] => utf16(bytes, u16::from_le_bytes, shown),
        [0, b'{', ..] => utf16(bytes, u16::from_be_bytes, shown),
        _ => utf8(bytes, shown),
    }
}

fn utf8<'a>(bytes: &'a [u8], shown: &str) -> Result<Cow<'a, str>, TerraformError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let message = format!("line {line}: neither UTF-8 nor UTF-16; save the file as UTF-8");
        TerraformError::new(shown, message)
    })?;
    Ok(Cow::Borrowed(text))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, shown: &str) -> Result<Cow<'static, str>, TerraformError> {
    let bad = |what: &str| TerraformError::new(shown, format!("{what}; save the file as UTF-8"));
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(bad("UTF-16 that ends within a character"));
    }
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned).map_err(|_| bad("broken UTF-16"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "{\"é\": \"𝄞\"}";
        for mark in [true, false] {
            for bytes in [
                encoded(text, mark, u16::to_le_bytes),
                encoded(text, mark, u16::to_be_bytes),
            ] {
                assert_eq!(decode(&bytes, "f").expect("text"), text);
            }
        }
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes(), "f").expect("text"), text);
        assert_eq!(decode(text.as_bytes(), "f").expect("text"), text);
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_mend() {
        for (bytes, mend) in [
            (&b"PK\x03\x04rest"[..], "terraform show -json"),
            (b"{\n\xFF}", "line 2: neither UTF-8 nor UTF-16"),
            (b"\xFF\xFE{", "ends within a character"),
            (b"\xFF\xFE\x00\xD8", "broken UTF-16"),
        ] {
            let error = decode(bytes, "p.json").expect_err("refused").to_string();
            assert!(error.starts_with("p.json: ") && error.contains(mend), "{error}");
        }
    }
}
