package lib.bucket_test

import data.lib.bucket

roles := {"s3": {"roles": [
	{"role": "backup", "names": ["*-backups", "vault"], "tags": [{"key": "purpose", "value": "backup"}, {"key": "tier", "value": "1"}]},
	{"role": "nobody", "names": [], "tags": []},
]}}

test_names_give_a_role if {
	bucket.roles_of({"id": "app-backups", "tags": null}) == {"backup"} with data.spec as roles
	bucket.roles_of({"id": "vault", "tags": {}}) == {"backup"} with data.spec as roles
	bucket.roles_of({"id": "app-backups-old", "tags": {}}) == set() with data.spec as roles
	bucket.roles_of({}) == set() with data.spec as roles
}

test_all_tags_give_a_role if {
	bucket.roles_of({"id": "x", "tags": {"purpose": "backup", "tier": "1"}}) == {"backup"} with data.spec as roles
	bucket.roles_of({"id": "x", "tags": {"purpose": "backup"}}) == set() with data.spec as roles
	bucket.roles_of({"id": "x", "tags": {"purpose": "Backup", "tier": "1"}}) == set() with data.spec as roles
}

test_demands if {
	bucket.demanded(["*"], {"id": "x"}) with data.spec as roles
	bucket.demanded(["backup"], {"id": "vault"}) with data.spec as roles
	not bucket.demanded(["backup"], {"id": "x"}) with data.spec as roles
	not bucket.demanded([], {"id": "vault"}) with data.spec as roles
}

test_name_in_arn if {
	bucket.name_in_arn("arn:aws:s3:::files") == "files"
	bucket.name_in_arn("arn:aws-cn:s3:::files") == "files"
	bucket.name_in_arn("files") == "files"
}

test_enabled_rules if {
	bucket.enabled([{"status": "Enabled", "id": "a"}, {"status": "Disabled"}, {}]) == [{"status": "Enabled", "id": "a"}]
	bucket.enabled(null) == []
}
