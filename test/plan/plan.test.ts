import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelBackup } from '../../src/model/backup.js';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { modelDomain } from '../../src/model/domain.js';
import { planJson } from '../../src/plan/json.js';
import { type Plan, type PlanSetting, planBackup } from '../../src/plan/plan.js';
import { planText } from '../../src/plan/text.js';
import { exportUri } from '../../src/plan/uri.js';
import { planXml } from '../../src/plan/xml.js';
import { release, tree } from '../rules/scene.js';
import { CP1, DOMAIN, pull, push, scratch, target, VDA_SCRATCH } from '../rules/tables/table.js';

function planOf(text: string, more: Partial<PlanSetting> = {}): Plan {
  return planBackup(modelBackup(tree(text)), {
    release: release(),
    domain: modelDomain(tree(DOMAIN)),
    at: 1795573672,
    ...more,
  });
}

describe('the effective document that libvirt 9.0.0 printed for', () => {
  interface LiveCase {
    readonly name: string;
    readonly xml: string;
    readonly effective?: string;
    readonly checkpoint?: string;
  }
  const read = (name: string) => readFileSync(new URL(`../fixtures/live/${name}`, import.meta.url), 'utf8');
  const cases: LiveCase[] = JSON.parse(read('cases.json'));
  const domain = modelDomain(tree(read('domain.xml')));

  it.each(
    cases.flatMap((live) =>
      live.effective && !live.checkpoint ? [[live.name, live.xml, live.effective] as const] : [],
    ),
  )('%s', (_, xml, effective) => {
    const at = Number(/\.(\d{10})'/.exec(effective)?.[1] ?? 0);
    const made = planXml(planBackup(modelBackup(tree(xml)), { release: release('9.0.0'), domain, at }));
    expect(made).toBe(`${effective.replaceAll(/ index='\d+'/g, '').trim()}\n`);
  });
});

describe('planXml', () => {
  it('prints labels and encryption as libvirt does', () => {
    const inside = `<target file='/b/a'><encryption engine='qemu' format='luks'><ivgen name='plain64'/><secret uuid='0A81F5B284037B23C8D621CCC2F80D6F' type='passphrase'/><cipher size='256' name='aes'/></encryption>
      <seclabel model='dac'><label>+0:+0</label></seclabel><seclabel relabel='no'/><seclabel labelskip='yes' model='x'/></target>`;
    const disks = planXml(planOf(push(`<disk name='vda' type='file'>${inside}</disk>`))).split("<disk name='vdb'")[0];
    expect(disks).toBe(`<domainbackup mode='push'>
  <disks>
    <disk name='vda' backup='yes' type='file' backupmode='full'>
      <driver type='qcow2'/>
      <target file='/b/a'>
        <seclabel model='dac' relabel='yes'>
          <label>+0:+0</label>
        </seclabel>
        <seclabel relabel='no'/>
        <seclabel model='x' labelskip='yes'/>
        <encryption format='luks' engine='qemu'>
          <secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/>
          <cipher name='aes' size='256'/>
          <ivgen name='plain64'/>
        </encryption>
      </target>
    </disk>
    `);
  });

  it('reads back to the same plan', () => {
    const plan = planOf(
      pull(
        scratch('vda', " exportname='a&amp;&lt;&apos;b'") + scratch('vdb', " backupmode='full'"),
        CP1,
        "<server name='::1' port='010809'/>",
      ),
    );
    const again = planOf(planXml(plan));
    expect(planXml(again)).toBe(planXml(plan));
    expect(planXml(plan)).toContain("<server transport='tcp' name='::1' port='10809'/>");
    expect(planXml(plan)).toContain("exportname='a&amp;&lt;&apos;b'");
  });
});

describe('planText', () => {
  it('shows a pull', () => {
    const disks = `${scratch('vda', " exportname='root disk'")}${scratch('vdb', " backupmode='full'")}<disk name='vdc' backup='no'/>`;
    const sizes = new Map([['vda', 10 * 2 ** 30]]);
    expect(
      planText(planOf(pull(disks, CP1, "<server tls='yes' name='0.0.0.0' port='1'/>"), { sizes })),
    ).toMatchInlineSnapshot(`
      "Pull backup of domain web: 2 of 8 disks (libvirt 12.8.0)
      Server: TCP, 0.0.0.0 port 1, with TLS

      Disk  Backup                       Size    Format  Scratch  Export     Bitmap
      vda   incremental since cp1        10 GiB  qcow2   /b/vda   root disk  backup-vda
      vdb   full                                 qcow2   /b/vdb   vdb
      vdc   no: excluded by backup='no'
      vdd   no: not listed in <disks>
      vde   no: not listed in <disks>
      vdf   no: not listed in <disks>
      sda   no: not listed in <disks>
      sdb   no: not listed in <disks>

      NBD clients read
        vda  nbds://HOST:1/root%20disk  changed blocks: qemu:dirty-bitmap:backup-vda
        vdb  nbds://HOST:1/vdb

      It ends with: virsh domjobabort web
      "
    `);
  });

  it('shows a push with invented names and a new checkpoint', () => {
    const newCheckpoint = modelCheckpoint(
      tree(
        "<domaincheckpoint><name>cp2</name><disks><disk name='vda'/><disk name='/img/vdb.qcow2'/></disks></domaincheckpoint>",
      ),
    );
    expect(planText(planOf('<domainbackup/>', { newCheckpoint }))).toMatchInlineSnapshot(`
      "Push backup of domain web: 6 of 8 disks (libvirt 12.8.0)
      New checkpoint: cp2, tracking vda, vdb

      Disk  Backup                  Format  Target
      vda   full                    qcow2   /img/vda.qcow2.cp2 (invented)
      vdb   full                    qcow2   /img/vdb.qcow2.cp2 (invented)
      vdc   full                    qcow2   /img/vdc.raw.cp2 (invented)
      vdd   full                    qcow2   beside its source
      vde   full                    qcow2   beside its source
      vdf   full                    qcow2   beside its source
      sda   no: the drive is empty
      sdb   no: read-only

      The backup is written to
        /img/vda.qcow2.cp2
        /img/vdb.qcow2.cp2
        /img/vdc.raw.cp2
      "
    `);
  });

  it('escapes what documents name', () => {
    const text = planText(planOf(push(target('vda', '', '', '/b/\u202e\u0085x'))));
    expect(text).toContain('/b/\\u202e\\x85x');
    expect(text).not.toMatch(/[\u202e\u0085]/);
  });
});

describe('planJson', () => {
  it('leaves out what does not apply', () => {
    const plan = JSON.parse(planJson(planOf(pull(VDA_SCRATCH, CP1))));
    expect(plan).toMatchObject({
      domain: 'web',
      libvirt: '12.8.0',
      mode: 'pull',
      incremental: 'cp1',
      server: { transport: 'tcp', name: 'localhost', port: 10809 },
    });
    expect(plan.disks).toHaveLength(8);
    expect(plan.disks[0]).toEqual({
      name: 'vda',
      backup: true,
      reason: 'listed',
      backupmode: 'incremental',
      since: 'cp1',
      type: 'file',
      format: 'qcow2',
      path: '/b/vda',
      invented: false,
      exportname: 'vda',
      metaContext: 'qemu:dirty-bitmap:backup-vda',
      uri: 'nbd://localhost:10809/vda',
      tracked: false,
    });
    expect(plan.disks[1]).toEqual({ name: 'vdb', backup: false, reason: 'not-listed', tracked: false });
  });
});

describe('exportUri', () => {
  const server = (attributes: string) =>
    modelBackup(tree(`<domainbackup mode='pull'><server ${attributes}/></domainbackup>`)).server;

  it.each([
    ["name='localhost' port='10809'", 'vda', 'nbd://localhost:10809/vda'],
    ["name='::1' port='1' tls='yes'", 'a/b ü', 'nbds://[::1]:1/a/b%20%C3%BC'],
    ["name='0.0.0.0' port='1'", 'vda', 'nbd://HOST:1/vda'],
    ["transport='unix' socket='/run/a b&amp;?'", 'v?#', 'nbd+unix:///v%3F%23?socket=/run/a%20b%26%3F'],
    ["transport='fd' fdgroup='g'", 'vda', undefined],
  ])('%s, %s', (attributes, name, expected) => {
    const found = server(attributes);
    expect(found && exportUri(found, name)).toBe(expected);
  });
});
