# States what a region as a whole has or lacks. The settings of EC2, of which every region has one set,
# stand for the region.
package lib.region

import data.lib.finding

# Something that the region lacks. No attribute of the settings speaks of other services; the reason does.
lacks(expected, reason) := finding.because("tags", null, expected, sprintf("region %v -> %s", [name, reason]))

name := object.get(input, ["scope", "region"], null)

# True where the spec wants the region watched.
watched if not name in data.spec.detection.ignored_regions
