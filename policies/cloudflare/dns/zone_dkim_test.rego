package cloudflare.dns.zone_dkim_test

import data.cloudflare.dns.zone_dkim

# Public keys that nobody has the other half of, as SubjectPublicKeyInfo, and one bare.
keys := {
	"768": "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAOW8FISI67Hkm1624Yiju0WpokUIiQmqiM67rj4M/tIeW1rBGzdzYeL0S1EUuhbelnGRKh6GiF7iW0cflPp1QWfTsanu/wiknFNSM9kNDDE3VHGhVeuqxEmVSxFhX4YlyQIDAQAB",
	"1024": "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC9Z1vLHkUAvEow7awmXMutb0N1YNPsltcAFs6UkHDH+FdtSvnQ9jQ4OVyEcC9KYb9eEO7Y4RYjy0NruVjgmRtoNTp0uvEdv/MuM1TBi7W3ymQV1+itIH8yKWSY130IgPEK6ilm9iq/TXZNTwi/0jC9cchJSR1sZKJUh125TxUgrQIDAQAB",
	"2048": "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsdjAKHy06uKclIibKwuOOA8M+5eJOThqKHHNPirHt1ftnghDOD/Wv6rxHgx+e12UQE+D+7OH9LzAruiiXJhiqyyDhBTyVdW1mI7xBdHIqdUk8au05v4JktsD1sr7kjV8cCEmC6rM7Clzfg0dF7M8DEhPWONfPNN6iGQcNRHsop1NTP143DqSSGVUPu7Nfrck7sFR944+j/yifOBVofpplesS1BcRTwJ/fwTpF0gxcfZxzlFzhMv8Ip3Zo7OTdwNAOb/oo9DEf1NKUVP2bSij5xfRqgJ8Un4Hf6LCwnKqx2Ydrpg6XjfaFsI1qRmK0L7nRfwLyvTHWWdUoZWIl2bEmwIDAQAB",
	"4096": "MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEArVd8FTxdRWUqZFL6Xoi+f71a+7JOCBSUvpjRO3gzF3JU7htp+PGudO/Pi4v0vgoQiLp3aL6u+HSIIaSS+CwYgLKAHDfeTUiFzgyEBV7BqVbtIutw0PLz5f+FZl3NeBAp2/tYntzzE55UlzF/YF3VUZwCWxa0JlydQ6jEB54Zp9Gysmtnd8CSGlv63zQJJzUiLp65icotgMMxmz6NWhJHmJi7Jkxb1rrKWXh38BvMJCV189WumSnfMJHsM8TvDCnpURbvFH7atZQ6eakv9tRhRGLo222ZOB5vzGcF1mSEHd7rrZVqr1p8tl8akYD57d7v6oKILD3jX3xN3iWzut5IxN7N7kjH7U1bdioIjCV9NZzqJuQwWtQWV+NZVxp+HkZkYSpshk9EgdVAGKXGjSVsEdzoqH8YU5hEXy/Y6wUnbbb3L7auE8X+R0TW0vY21KzdNrqX1bSTWR3A8z4jqiYB4JrEGFFhP7K7lB1IW2SrSUuJdsv22Zh9k7gklklhSFsuqppgMLKuCDopuXVHx9/hducsBWE0YH5RPTxLuYDkqmmyjRGWm/dS7EDVJgJbcWB6XkbIwck/cCqrX2qceVsXtClDOiiDRcq3gCMM9xZvui5fHvGv8h5v2iAE9/t3z5d6MKTlQy08ouWyFhOwSZ4EKIQnjg7UMyC+7M8DAgCeFKECAwEAAQ==",
	"bare 1024": "MIGJAoGBALhHY5BhyFsDBn/xJ+wBYlksdOrI/47LeWrEsLFsOmlEs9fvt+IE6qyRVLeAWaYBBFFq3ggcAct03OjG6Pr/5XVCa59iFWU7x6I5DAn95kUPabMZT0iwsJGg5pWCARcGtwmfgFFI58h3u9y23TL+cbfuAPOlEvtM1TxlfzmHhgoXAgMBAAE=",
	"bare 2048": "MIIBCgKCAQEA0Eiv7gPeIWtVcNJEaImX06cW93GUQgRWKWWkYf8CF5TjanOkkfwQrKic6fF6OYKfQKaNl6hH8ScZ+foAzjkiY+qQ9d7X8pOxVE97JCn+8PI/S69mi9vYSz6eUTSyIkEOSsTbE1x5zbAvUx1GsBOr8t7rSUD1vwPXZknkdumHQi3wiIxsd6nyPXJpkhjf47PK06g9R3UokrcOl96/xRyvp0X7l68QivWxFUCyFtoSX65CtQfD8Iq+jucAlX4Vz4Tgt/J17bqU4chP/aEhqpQ1uo01EX/Xitl34dj6gEQ1EnRsHiE2WLqW3ml3YrSZe0cPya3xbvTfbs1BVmZ/35eyaQIDAQAB",
}

ed25519 := "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

record(name, type, content) := {"scope": {"zone": "z"}, "attributes": {"name": name, "type": type, "content": content}}

mx := record("example.com", "MX", "mx.example.net")

txt(content) := record("s1._domainkey.example.com", "TXT", content)

judge_by(bits, type, records) := found if {
	found := zone_dkim.deny with input as {"id": "z", "attributes": {"name": "example.com", "type": type}}
		with data.snapshot as {"cloudflare.dns.record": {id: held | some id, held in records}}
		with data.spec as {"cloudflare": {"dns": {"dkim_min_rsa_bits": bits}}}
}

judge(records) := judge_by(2048, "full", records)

blamed(content) := {found.because | some found in judge([txt(content)])}

key(name) := sprintf(`"v=DKIM1; k=rsa; p=%s"`, [keys[name]])

missing := {{
	"path": "name",
	"actual": null,
	"expected": "a DKIM key",
	"because": "mail is taken, and no key stands below ._domainkey.example.com",
}}

test_long_keys_pass if {
	judge([mx, txt(key("2048"))]) == set()
	judge([mx, txt(key("4096"))]) == set()
	judge([mx, txt(sprintf(`"p=%s"`, [keys["2048"]]))]) == set()
	judge([mx, txt(key("bare 2048"))]) == set()
	judge([mx, record("S1._DomainKey.Example.com", "TXT", key("2048"))]) == set()
}

test_keys_in_parts_pass if {
	parts := sprintf(`"v=DKIM1; p=%s" "%s"`, [substring(keys["2048"], 0, 200), substring(keys["2048"], 200, -1)])
	judge([mx, txt(parts)]) == set()
	spaced := sprintf(`"v=DKIM1; p=%s %s"`, [substring(keys["2048"], 0, 200), substring(keys["2048"], 200, -1)])
	judge([mx, txt(spaced)]) == set()
}

test_short_keys_fail if {
	every name in ["768", "1024", "bare 1024"] {
		blamed(key(name)) == {"s1._domainkey.example.com: its RSA key has fewer than 2048 bits"}
	}
}

test_the_spec_decides if {
	judge_by(1024, "full", [txt(key("1024"))]) == set()
	judge_by(1024, "full", [txt(key("bare 1024"))]) == set()
	count(judge_by(1024, "full", [txt(key("768"))])) == 1
	count(judge_by(4096, "full", [txt(key("2048"))])) == 1
}

test_ed25519_has_one_length if {
	judge([mx, txt(sprintf(`"v=DKIM1; k=ed25519; p=%s"`, [ed25519]))]) == set()
	blamed(`"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7T"`) == {"s1._domainkey.example.com: its Ed25519 key is not 32 bytes long"}
}

test_broken_keys_fail if {
	blamed(`"v=DKIM1; k=rsa"`) == {"s1._domainkey.example.com: there is no key in it"}
	blamed(sprintf(`"v=DKIM2; p=%s"`, [keys["2048"]])) == {"s1._domainkey.example.com: the version is DKIM2"}
	blamed(sprintf(`"k=dsa; p=%s"`, [keys["2048"]])) == {"s1._domainkey.example.com: nobody knows the algorithm dsa"}
	blamed(sprintf(`"t=s:y; p=%s"`, [keys["2048"]])) == {"s1._domainkey.example.com: it is only being tested (t=y), so its signatures count as none"}
	"s1._domainkey.example.com: its key is not Base64" in blamed(`"v=DKIM1; p=<key>"`)
	blamed(`"just words"`) == {"s1._domainkey.example.com: it is no list of tags"}
}

test_without_mail_none_is_needed if {
	judge([]) == set()
	judge([record("example.com", "MX", ".")]) == set()
	judge([record("*._domainkey.example.com", "TXT", `"v=DKIM1; p="`)]) == set()
}

test_with_mail_one_is_needed if {
	judge([mx]) == missing
	judge([mx, record("s1._domainkey.mail.example.com", "TXT", key("2048"))]) == missing
	judge([mx, object.union(txt(key("2048")), {"scope": {"zone": "y"}})]) == missing
}

test_a_withdrawn_key_is_not_wrong_but_signs_nothing if {
	judge([mx, txt(key("2048")), record("s2._domainkey.example.com", "TXT", `"v=DKIM1; p="`)]) == set()
	judge([mx, txt(`"v=DKIM1; p="`)]) == missing
}

test_a_key_that_is_kept_elsewhere_counts if {
	judge([mx, record("s1._domainkey.example.com", "CNAME", "s1.domainkey.example.net")]) == set()
	judge([mx, record("_domainkey.example.com", "NS", "ns.example.net")]) == set()
}

test_kinds_of_zones if {
	judge_by(2048, "secondary", [mx]) == missing
	judge_by(2048, "internal", [mx]) == set()
	judge_by(2048, "partial", []) == {{"path": "type", "unread": "the records of a partial zone are kept elsewhere"}}
}
