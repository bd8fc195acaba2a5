package aws.ec2.launch_template_image_test

import data.aws.ec2.launch_template_image

# The agreement of StellarRec.
stellarrec := {"image_owners": ["amazon"], "image_names": ["amzn2-*"], "image_parameters": ["/aws/service/ami-amazon-linux-latest/amzn2-*"]}

image(name, alias, owner) := {"aws.ec2.ami": {"ami-1": {"id": "ami-1", "attributes": {"name": name, "image_owner_alias": alias, "owner_id": owner}}}}

amazon_linux_2 := image("amzn2-ami-hvm-2.0.20240306.2-x86_64-gp2", "amazon", "137112412989")

judge(image_id, snapshot, demands) := found if {
	says := {"version": 1, "image_id": image_id}
	found := launch_template_image.deny with input as {"attributes": {"latest": says, "default": says}}
		with data.snapshot as snapshot
		with data.spec as {"ec2": {"launch_template": demands}}
}

test_amazon_linux_2_passes if judge("ami-1", amazon_linux_2, stellarrec) == set()

test_other_system_of_amazon_fails if {
	judge("ami-1", image("al2023-ami-2023.3-x86_64", "amazon", "137112412989"), stellarrec) == {{
		"path": "latest.image_id",
		"actual": "ami-1",
		"expected": ["amzn2-*"],
		"because": "image ami-1 is called al2023-ami-2023.3-x86_64",
	}}
}

test_name_of_a_stranger_fails if {
	judge("ami-1", image("amzn2-ami-hvm-2.0", null, "210987654321"), stellarrec) == {{
		"path": "latest.image_id",
		"actual": "ami-1",
		"expected": ["amazon"],
		"because": "image ami-1 belongs to 210987654321 (null)",
	}}
}

test_nameless_image_fails if count(judge("ami-1", image(null, null, null), stellarrec)) == 2

test_owner_by_account if {
	demands := object.union(stellarrec, {"image_owners": ["111122223333"], "image_names": null})
	judge("ami-1", image("golden", null, "111122223333"), demands) == set()
	count(judge("ami-1", image("golden", null, "210987654321"), demands)) == 1
}

test_no_image_fails if {
	judge(null, amazon_linux_2, stellarrec) == {{"path": "latest.image_id", "actual": null, "expected": "an image"}}
}

test_unknown_image if {
	judge("ami-2", amazon_linux_2, stellarrec) == {{"path": "latest.image_id", "unread": "image ami-2 is not in the snapshot"}}
}

test_parameters if {
	judge("resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2", {}, stellarrec) == set()
	count(judge("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64", {}, stellarrec)) == 1
	count(judge("resolve:ssm:/golden/amzn2", {}, stellarrec)) == 1
}

test_nothing_demanded_passes if {
	judge("ami-2", {}, {"image_owners": null, "image_names": null, "image_parameters": []}) == set()
}
