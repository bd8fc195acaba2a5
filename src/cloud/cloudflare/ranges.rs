//! The address ranges that Cloudflare publishes, for everybody and without credentials.

use std::net::IpAddr;

use serde_json::Value;

use super::{Cloudflare, Endpoint};
use crate::cloud::CallError;

const OPERATION: &str = "ips:List";
/// Ranges wider than these are nobody's: what takes them for Cloudflare's own would be open to the world.
const WIDEST_IPV4: u8 = 8;
const WIDEST_IPV6: u8 = 16;

/// Networks in CIDR notation, in the order of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ranges {
    pub(crate) ipv4: Vec<String>,
    pub(crate) ipv6: Vec<String>,
}

impl Cloudflare {
    /// Today's ranges (`ips:List`). An answer that holds anything but sound ranges is an error as a whole.
    pub(crate) async fn ranges(&self) -> Result<Ranges, CallError> {
        let answer = self.send(OPERATION, &Endpoint::get(&["ips"])).await?;
        read(&answer.result).map_err(|message| CallError::malformed(OPERATION, &crate::cloud::shorten(&message)))
    }
}

fn read(result: &Value) -> Result<Ranges, String> {
    let list = |name: &str, is_ipv4: bool| {
        let list = result.get(name).and_then(Value::as_array);
        let list = list
            .filter(|l| !l.is_empty())
            .ok_or_else(|| format!("{name} is no list of ranges"))?;
        let mut ranges = Vec::new();
        for item in list {
            let range = item.as_str().and_then(|text| range(text, is_ipv4));
            let range = range.ok_or_else(|| format!("{name} holds {item}, which is no range"))?;
            if !ranges.contains(&range) {
                ranges.push(range);
            }
        }
        Ok::<_, String>(ranges)
    };
    Ok(Ranges {
        ipv4: list("ipv4_cidrs", true)?,
        ipv6: list("ipv6_cidrs", false)?,
    })
}

/// A range of public addresses in its usual form.
fn range(text: &str, is_ipv4: bool) -> Option<String> {
    let (address, length) = text.split_once('/')?;
    let address: IpAddr = address.parse().ok()?;
    let length: u8 = length
        .parse()
        .ok()
        .filter(|_| length.bytes().all(|b| b.is_ascii_digit()))?;
    let (bits, all, widest) = match address {
        IpAddr::V4(v4) => (u128::from(u32::from(v4)), 32, WIDEST_IPV4),
        IpAddr::V6(v6) => (u128::from(v6), 128, WIDEST_IPV6),
    };
    let host = all - u32::from(length).min(all);
    let is_network = host == 128 || bits & ((1u128 << host) - 1) == 0;
    let private = match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_multicast(),
    };
    let fits = (widest..=u8::try_from(all).unwrap_or(u8::MAX)).contains(&length);
    (address.is_ipv4() == is_ipv4 && fits && is_network && !private).then(|| format!("{address}/{length}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sound_ranges_are_read_in_their_usual_form() {
        let answer = json!({"etag": "x", "ipv4_cidrs": ["173.245.48.0/20", "173.245.48.0/20", "1.1.1.1/32"],
            "ipv6_cidrs": ["2400:CB00:0::/32"]});
        let expected = Ranges {
            ipv4: vec!["173.245.48.0/20".into(), "1.1.1.1/32".into()],
            ipv6: vec!["2400:cb00::/32".into()],
        };
        assert_eq!(read(&answer), Ok(expected));
    }

    #[test]
    fn one_unsound_range_spoils_the_answer() {
        for ipv4 in [
            json!([]),
            json!(null),
            json!("173.245.48.0/20"),
            json!({"0": "173.245.48.0/20"}),
            json!(["173.245.48.0"]),
            json!(["173.245.48.0/33"]),
            json!(["173.245.48.0/+20"]),
            json!(["173.245.48.0/20/1"]),
            json!(["173.245.48.1/20"]),
            json!(["0.0.0.0/0"]),
            json!(["128.0.0.0/1"]),
            json!(["10.0.0.0/8"]),
            json!(["2400:cb00::/32"]),
            json!([1]),
            json!(["173.245.48.0/20", ""]),
        ] {
            let answer = json!({"ipv4_cidrs": ipv4, "ipv6_cidrs": ["2400:cb00::/32"]});
            assert!(read(&answer).is_err(), "{answer}");
        }
        for ipv6 in [
            json!(["::/0"]),
            json!(["fd00::/16"]),
            json!(["2400:cb00::1/32"]),
            json!(["2400:cb00::/129"]),
            json!(["1.1.1.0/24"]),
        ] {
            let answer = json!({"ipv4_cidrs": ["1.1.1.0/24"], "ipv6_cidrs": ipv6});
            assert!(read(&answer).is_err(), "{answer}");
        }
        assert!(read(&json!({"ipv4_cidrs": ["1.1.1.0/24"]})).is_err());
    }
}
