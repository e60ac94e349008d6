#!/usr/bin/env python3
"""Writes src/main/resources/dev/cloudlet/protocol/<signing name>.tsv from botocore's service models.

usage: operation_tables.py [directory of a Maven repository, for the SDK's own spelling of operation names]

Run it after an upgrade of the AWS SDK or of botocore and commit what it writes. The tables hold facts of
the public service models: names, bindings, errors, and what each model demands of a request's values.

service  signing name, version, protocols, XML namespace, target prefix, Java package
op       name, method, URI, status, result wrapper, root element, Java name, flags (i o streams, e events, x not in SDK), input,
         what the query (q:) and headers (h:) of a REST request must have
err      shape, code, status, S(ender) or R(eceiver)
text     name, min, max, pattern, values, S if sensitive
range    name, min, max
items    name, min, max, element
entries  name, min, max, key, value
struct   name, members: name, ! if required, = and the name of a demand
"""
import glob
import os
import sys
import zipfile

import botocore.session

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', 'main', 'resources', 'dev', 'cloudlet', 'protocol')

# botocore's name: (signing name, SDK module)
SERVICES = {
    'iam': ('iam', 'iam'), 'sts': ('sts', 'sts'), 'autoscaling': ('autoscaling', 'autoscaling'),
    'elbv2': ('elasticloadbalancing', 'elasticloadbalancingv2'), 'cloudwatch': ('monitoring', 'cloudwatch'),
    'ec2': ('ec2', 'ec2'), 'codebuild': ('codebuild', 'codebuild'), 'codedeploy': ('codedeploy', 'codedeploy'),
    'logs': ('logs', 'cloudwatchlogs'), 'cloudtrail': ('cloudtrail', 'cloudtrail'), 'kms': ('kms', 'kms'),
    'events': ('events', 'eventbridge'), 's3': ('s3', 's3'), 'cloudfront': ('cloudfront', 'cloudfront'),
    'route53': ('route53', 'route53'), 'xray': ('xray', 'xray'),
}
PROTOCOLS = {'query': 'QUERY', 'ec2': 'EC2', 'rest-xml': 'REST_XML', 'rest-json': 'REST_JSON',
             'smithy-rpc-v2-cbor': 'RPC_V2_CBOR', 'json1.0': 'JSON_1_0', 'json1.1': 'JSON_1_1'}
NAMESPACES = {'s3': 'http://s3.amazonaws.com/doc/2006-03-01/',
              'ec2': 'http://ec2.amazonaws.com/doc/2016-11-15/',
              'cloudfront': 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
              'route53': 'https://route53.amazonaws.com/doc/2013-04-01/'}
# Superseded operations with the URIs of their successors; no SDK has sent them for ten years.
SUPERSEDED = {'s3': {'GetBucketLifecycle', 'PutBucketLifecycle', 'GetBucketNotification', 'PutBucketNotification'}}
# Root elements only the Smithy model of S3 states; clients ignore the root's name, people read it.
S3_ROOTS = {
    'CompleteMultipartUpload': 'CompleteMultipartUploadResult', 'CopyObject': 'CopyObjectResult',
    'CreateMultipartUpload': 'InitiateMultipartUploadResult', 'CreateSession': 'CreateSessionResult',
    'DeleteObjects': 'DeleteResult', 'GetBucketAccelerateConfiguration': 'AccelerateConfiguration',
    'GetBucketAcl': 'AccessControlPolicy', 'GetBucketCors': 'CORSConfiguration',
    'GetBucketLifecycleConfiguration': 'LifecycleConfiguration', 'GetBucketLocation': 'LocationConstraint',
    'GetBucketLogging': 'BucketLoggingStatus', 'GetBucketNotificationConfiguration': 'NotificationConfiguration',
    'GetBucketRequestPayment': 'RequestPaymentConfiguration', 'GetBucketTagging': 'Tagging',
    'GetBucketVersioning': 'VersioningConfiguration', 'GetBucketWebsite': 'WebsiteConfiguration',
    'GetObjectAcl': 'AccessControlPolicy', 'GetObjectAttributes': 'GetObjectAttributesResponse',
    'GetObjectTagging': 'Tagging', 'ListBucketAnalyticsConfigurations': 'ListBucketAnalyticsConfigurationResult',
    'ListBucketInventoryConfigurations': 'ListInventoryConfigurationsResult',
    'ListBucketMetricsConfigurations': 'ListMetricsConfigurationsResult', 'ListBuckets': 'ListAllMyBucketsResult',
    'ListDirectoryBuckets': 'ListAllMyDirectoryBucketsResult', 'ListMultipartUploads': 'ListMultipartUploadsResult',
    'ListObjectVersions': 'ListVersionsResult', 'ListObjects': 'ListBucketResult', 'ListObjectsV2': 'ListBucketResult',
    'ListParts': 'ListPartsResult',
}
# Patterns that cannot be what their authors meant: an anchor in the middle, a backslash escaped twice.
BROKEN = {('ec2', 'PlacementGroupArn'), ('events', 'ResourceAssociationArn')}
# The same language in linear time: as published, a crafted value takes exponential time.
LINEAR = {
    r'^[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*$': r'\t*[\x20-\x7E][\t\x20-\x7E]*',
    r'^[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*$':
        r'\t*[^\x00-\x1F:\x7F][^\x00-\x08\x0A-\x1F:\x7F]*',
}
# Values the service judges itself, with an error of its own.
OPEN_ENUMS = {('s3', 'BucketLocationConstraint'), ('s3', 'Event'), ('ec2', 'InstanceType')}


def java_names(repository, module):
    jars = sorted(glob.glob(os.path.join(repository, 'software/amazon/awssdk', module, '*', module + '-*.jar')))
    if not jars:
        sys.exit('no jar of ' + module + ' under ' + repository)
    start, end = 'software/amazon/awssdk/services/%s/model/' % module, 'Request.class'
    names = [n[len(start):-len(end)] for n in zipfile.ZipFile(jars[-1]).namelist()
             if n.startswith(start) and n.endswith(end) and '$' not in n]
    return {n.lower(): n for n in names}


class Table:
    """The table of one service, grown line by line."""

    def __init__(self, name, model, java):
        self.name, self.model, self.java = name, model, java
        self.shapes = model['shapes']
        self.lines, self.demands, self.useful = [], {}, {}

    def line(self, *cells):
        assert not any('\t' in str(c) or '\n' in str(c) for c in cells), cells
        self.lines.append('\t'.join(str(c) for c in cells))

    def write(self):
        meta = self.model['metadata']
        signing, module = SERVICES[self.name]
        protocols = []
        for p in meta.get('protocols', [meta['protocol']]):
            protocols.append(PROTOCOLS['json' + meta['jsonVersion'] if p == 'json' else p])
        self.line('service', signing, meta['apiVersion'], ','.join(protocols),
                  NAMESPACES.get(signing, meta.get('xmlNamespace', '')), meta.get('targetPrefix', ''),
                  'software.amazon.awssdk.services.' + module)
        for name, op in sorted(self.model['operations'].items()):
            if name not in SUPERSEDED.get(signing, ()):
                self.operation(signing, name, op)
        for name, shape in sorted(self.shapes.items()):
            if shape.get('exception') or 'error' in shape:
                e = shape.get('error', {})
                self.line('err', name, e.get('code', name), e.get('httpStatusCode', 500 if shape.get('fault') else 400),
                          'S' if e.get('senderFault', not shape.get('fault')) else 'R')
        self.lines.extend(self.demands[name] for name in sorted(self.demands))
        with open(os.path.join(OUT, signing + '.tsv'), 'w', encoding='utf-8') as f:
            f.write('\n'.join(self.lines) + '\n')
        print(signing, len(self.model['operations']), 'operations', len(self.demands), 'demands')

    def operation(self, signing, name, op):
        wire = name.replace('2020_05_31', '')
        java = self.java.get(wire.lower())
        source, result = op.get('input'), op.get('output')
        flags = ''.join(flag for flag, on in (
            ('i', source and self.streams(source['shape'])), ('o', result and self.streams(result['shape'])),
            ('e', any(io and self.events(io['shape']) for io in (source, result))), ('x', java is None)) if on)
        root = ''
        if result:
            root = self.shapes[result['shape']].get('locationName') or result.get('locationName') or result['shape']
        if signing == 's3':
            root = S3_ROOTS.get(name, root)
        http = op['http']
        demand = self.demand(source['shape']) if source and java else ''
        self.line('op', wire, http['method'], http['requestUri'], http.get('responseCode', 200),
                  (result or {}).get('resultWrapper', ''), root, java or '', flags, demand, self.needs(source))

    def needs(self, source):
        shape = self.shapes[source['shape']] if source else {}
        found = []
        for name in shape.get('required', ()):
            member = shape['members'][name]
            if member.get('location') in ('querystring', 'header'):
                found.append(member['location'][0] + ':' + member.get('locationName', name))
        return ','.join(found)

    def streams(self, shape):
        payload = self.shapes[shape].get('payload')
        member = payload and self.shapes[shape]['members'][payload]
        return bool(member) and (member.get('streaming') or self.shapes[member['shape']].get('streaming')) is True

    def events(self, shape):
        return any(self.shapes[m['shape']].get('eventstream') for m in self.shapes[shape]['members'].values())

    def matters(self, name, seen=()):
        """Whether a shape demands anything, itself or inside."""
        if name in self.useful:
            return self.useful[name]
        if name in seen:
            return False
        shape, inside = self.shapes[name], seen + (name,)
        own = any(k in shape for k in ('min', 'max', 'pattern', 'enum', 'required'))
        children = list(shape.get('members', {}).values()) + [shape[k] for k in ('member', 'key', 'value') if k in shape]
        found = own or any(self.matters(c['shape'], inside) for c in children)
        if found or not seen:
            self.useful[name] = found
        return found

    def demand(self, name):
        if not self.matters(name):
            return ''
        if name in self.demands:
            return name
        shape, kind = self.shapes[name], self.shapes[name]['type']
        low, high = shape.get('min', ''), shape.get('max', '')
        self.demands[name] = ''
        if kind == 'structure':
            cells = ['struct', name]
            for member, target in shape['members'].items():
                required, to = member in shape.get('required', ()), self.demand(target['shape'])
                if required or to:
                    cells.append(member + ('!' if required else '') + ('=' + to if to else ''))
        elif kind == 'list':
            cells = ['items', name, low, high, self.demand(shape['member']['shape'])]
        elif kind == 'map':
            cells = ['entries', name, low, high, self.demand(shape['key']['shape']), self.demand(shape['value']['shape'])]
        elif kind in ('integer', 'long', 'float', 'double'):
            cells = ['range', name, low, high]
        else:
            pattern = '' if (self.name, name) in BROKEN else shape.get('pattern', '')
            values = [] if (self.name, name) in OPEN_ENUMS else shape.get('enum', [])
            assert not any('|' in v for v in values)
            cells = ['text', name, low, high, LINEAR.get(pattern, pattern), '|'.join(values),
                     'S' if shape.get('sensitive') else '']
        assert not any('\t' in str(c) or '\n' in str(c) for c in cells), cells
        self.demands[name] = '\t'.join(str(c) for c in cells)
        return name


def main():
    repository = sys.argv[1] if len(sys.argv) > 1 else os.path.expanduser('~/.m2/repository')
    loader = botocore.session.get_session().get_component('data_loader')
    os.makedirs(OUT, exist_ok=True)
    for name, (_, module) in SERVICES.items():
        Table(name, loader.load_service_model(name, 'service-2'), java_names(repository, module)).write()


main()
