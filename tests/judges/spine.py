#!/usr/bin/env python3
"""usage: spine.py FOLDER     the documents of an unpacked EPUB in reading order, one path a line"""
import os
import sys
import urllib.parse
from xml.etree import ElementTree

root = sys.argv[1]
container = ElementTree.parse(os.path.join(root, "META-INF", "container.xml"))
path = os.path.join(root, container.find(".//{*}rootfile").get("full-path"))
package = ElementTree.parse(path)
items = {item.get("id"): item.get("href") for item in package.findall(".//{*}manifest/{*}item")}
for entry in package.findall(".//{*}spine/{*}itemref"):
    print(os.path.join(os.path.dirname(path), urllib.parse.unquote(items[entry.get("idref")])))
