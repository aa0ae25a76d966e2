// The one door to libyaml; imported by Sources/YAMLText/LibYAML.swift alone.
#include <yaml.h>
