#!/usr/bin/env python3
"""usage: ace_report.py REPORT.json     the violations that DAISY Ace found, one line each; exits 1 if there are any"""
import json
import sys

with open(sys.argv[1], encoding="utf8") as file:
    report = json.load(file)
count = 0
for document in report.get("assertions", []):
    address = document.get("earl:testSubject", {}).get("url", "")
    for violation in document.get("assertions", []):
        count += 1
        test = violation["earl:test"]
        told = violation["earl:result"]["dct:description"].replace("\n", " ")[:150]
        print(f"{test['earl:impact']} {test['dct:title']} {address}: {told}")
sys.exit(1 if count else 0)
