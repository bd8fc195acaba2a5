# METADATA
# title: Cloudflare API tokens are taken from named networks only
# description: >-
#   Without a list of networks a token that leaks works from anywhere. With one, the thief has to be
#   inside the network of the system that it was made for. A list that holds the whole internet is
#   none, and refusing a few networks is not a list.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/how-to/restrict-tokens/
# custom:
#   id: cloudflare-account-token-networks
#   severity: low
#   kinds: [cloudflare.user.api_token, cloudflare.account.api_token]
#   aliases:
#     - mondoo-cloudflare-security-api-tokens-have-ip-allowlist
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["AC-3", "SC-7"]}
#   remediation: approval
package cloudflare.account.token_networks

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.token

deny contains finding.new("condition.request_ip.in", networks, "named networks") if {
	live
	count(networks) == 0
}

deny contains finding.new("condition.request_ip.in", network_, "named networks") if {
	live
	some network_ in networks
	not named(network_)
}

live if token.live(object.get(input.attributes, ["status"], null))

networks := list.of(object.get(input.attributes, ["condition", "request_ip", "in"], null))

named(range) if {
	is_string(range)
	regex.match(`^[0-9a-fA-F:.]+(/[0-9]{1,3})?$`, range)
	not network.world(range)
}
