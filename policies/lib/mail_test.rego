package lib.mail_test

import data.lib.mail

test_which_text_is_an_spf_record if {
	mail.is_spf("v=spf1 -all")
	mail.is_spf("V=SPF1")
	not mail.is_spf(" v=spf1 -all")
	not mail.is_spf("v=spf10 -all")
	not mail.is_spf("v=spf1;-all")
	not mail.is_spf("spf2.0/pra -all")
}

test_the_first_all_counts if {
	mail.default_of("v=spf1 -all") == "-all"
	mail.default_of("v=spf1 A  ALL") == "+all"
	mail.default_of("v=spf1 ?all -all") == "?all"
	mail.default_of("v=spf1 mx") == null
	mail.default_of("v=spf1 include:a.example~all") == null
	mail.default_of("v=spf1") == null
}

test_redirects if {
	mail.redirects("v=spf1 redirect=_spf.Example.com.") == ["_spf.example.com"]
	mail.redirects("v=spf1 -all") == []
}

test_unknown_terms if {
	mail.unknown_terms("v=spf1 a mx ptr a:h.example/24//64 mx//64 ip4:192.0.2.0/24 ip6:2001:db8::/32 exists:%{i}.example ?include:x redirect=y exp=z -all") == []
	mail.unknown_terms("v=spf1 - all") == ["-"]
	mail.unknown_terms("v=spf1 ip:192.0.2.1 includes:x v=spf1 -all;") == ["ip:192.0.2.1", "includes:x", "-all;"]
	mail.unknown_terms("v=spf1 ip4:0.0.0.0/00 a/") == ["ip4:0.0.0.0/00", "a/"]
}

test_senders_and_queries if {
	mail.senders("v=spf1 a -mx ~ptr +include:x ?ip4:192.0.2.1 exists:y -all") == ["a", "+include:x", "?ip4:192.0.2.1", "exists:y"]
	mail.queries("v=spf1 a -mx ptr +include:x ip4:192.0.2.1 all redirect=z") == ["a", "-mx", "ptr", "+include:x", "redirect=z"]
}

test_boundless_senders if {
	spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}
	wide := "v=spf1 ip4:0.0.0.0/0 +ip4:128.0.0.0/1 ip6:::/0 a/0 mx:h.example/4 a//0 mx/24//16 -all"
	mail.boundless(wide) == ["ip4:0.0.0.0/0", "+ip4:128.0.0.0/1", "ip6:::/0", "a/0", "mx:h.example/4", "a//0", "mx/24//16"] with data.spec as spec
	fine := "v=spf1 ip4:192.0.2.1 ip4:10.0.0.0/8 ip6:2001:db8::/32 a/24 mx//64 a/24//64 -ip4:0.0.0.0/0 ~a/0 ip4:0.0.0.0/00 all"
	mail.boundless(fine) == [] with data.spec as spec
}

test_tags if {
	mail.tags("v=DMARC1; p = reject ;rua=mailto:a@b?x=y;") == [["v", "DMARC1"], ["p", "reject"], ["rua", "mailto:a@b?x=y"]]
	mail.values(mail.tags("p=none; P=reject"), "p") == ["none"]
	not mail.void("v=DMARC1; p=reject; ")
	mail.void("v=DMARC1; p=reject; p=none")
	mail.void("v=DMARC1 p; reject")
}

test_which_text_is_a_dmarc_record if {
	mail.is_dmarc("v=DMARC1; p=none")
	mail.is_dmarc("v = DMARC1 ;p=none")
	mail.is_dmarc("v=DMARC1")
	not mail.is_dmarc("v=dmarc1; p=reject")
	not mail.is_dmarc("v=DMARC12; p=reject")
	not mail.is_dmarc("p=reject; v=DMARC1")
}

test_any_text_can_be_read if {
	mail.tags("é=ü; p=reject;ñ") == [["é", "ü"], ["p", "reject"]]
	mail.void("é=ü; p=reject;ñ")
	mail.terms("v=spf1 ïnclude:é -all") == ["ïnclude:é", "-all"]
}
