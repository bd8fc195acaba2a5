//! Name resolution: the system's, and loopback for `localhost` and all names below it (RFC 6761,
//! section 6.3), which not every system knows. S3 Control puts the account before the host's name, so
//! an emulator on this machine is only reached that way.

use std::net::{IpAddr, Ipv4Addr};

use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};

#[derive(Debug, Clone)]
pub(super) struct Resolver;

impl ResolveDns for Resolver {
    fn resolve_dns<'a>(&'a self, name: &'a str) -> DnsFuture<'a> {
        DnsFuture::new(async move {
            if is_loopback(name) {
                return Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]);
            }
            let found = tokio::net::lookup_host((name, 0)).await.map_err(ResolveDnsError::new)?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

fn is_loopback(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_localhost_are_this_machine() {
        assert!(is_loopback("localhost"));
        assert!(is_loopback("123456789012.Localhost."));
        assert!(!is_loopback("notlocalhost"));
        assert!(!is_loopback("localhost.example.com"));
    }
}
