"""URLs that lead, one way or another, to an address that nobody outside should reach."""

from __future__ import annotations

DISGUISED = [
    # plain
    "http://127.0.0.1/",
    "http://127.1.2.3/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/metadata",
    "http://192.0.0.192/opc/v2/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    # numbers in disguise
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0x/",
    "http://127.0.0.1./",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://00000177.0.0.1/",
    "http://127.0.0.0x1/",
    # other alphabets and encodings
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127｡0｡0｡1/",
    "http://%31%32%37.0.0.1/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://loc%61lhost/",
    # IPv6
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    # names
    "http://localhost/",
    "http://LOCALHOST./",
    "http://printer.local/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://router.home.arpa/",
    "http://intranet/",
    "http://wiki.corp/",
    # credentials, ports and confusion
    "http://news.example@127.0.0.1/",
    "http://127.0.0.1:80@news.example/",
    "http://news.example\\@10.0.0.1/",
    "http://news.example:22/",
    "http://news.example:6379/",
    "http://news.example:99999/",
    "http://a b.example/",
    "http:///etc/passwd",
]

#: harmless as URLs: only the address behind the name gives them away
REBINDING = {
    "loopback.example": "127.0.0.1",
    "private.example": "10.0.0.1",
    "lan.example": "192.168.0.10",
    "metadata.example": "169.254.169.254",
    "shared.example": "100.64.3.4",
    "zero.example": "0.0.0.0",
    "azure.example": "168.63.129.16",
    "multicast.example": "224.0.0.251",
}

SCHEMES = [
    "file:///etc/passwd",
    "data:text/html,hello",
    "ftp://news.example/x",
    "s3://bucket/key",
    "gopher://news.example/",
    "javascript:alert(1)",
]

#: behind a redirect or in a door, the last one is a path on the server itself
VECTORS = DISGUISED[:-1] + [f"http://{name}/" for name in REBINDING]
