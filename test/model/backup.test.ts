import { describe, expect, it } from 'vitest';
import { modelBackup } from '../../src/model/backup.js';
import { contentPlace, placeOf, trimmed } from '../../src/model/values.js';
import { tree } from '../rules/scene.js';

const FULL = `<domainbackup mode=' pull '>
  <incremental> cp<![CDATA[1]]> </incremental>
  <server transport='tcp' tls='yes' name='localhost' port='010809'/>
  <disks>
    <disk name='vda' type='file' backupmode='incremental' incremental='cp0' exportname='a&amp;b' exportbitmap='m'>
      <driver type='qcow2'/>
      <scratch file='/b/vda'>
        <seclabel model='dac' relabel='yes'><label>+0:+0</label></seclabel>
        <encryption format='luks' engine='qemu'>
          <secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/>
          <cipher name='aes' size='256' mode='xts' hash='sha256'/><ivgen name='plain64' hash='x'/>
        </encryption>
      </scratch>
    </disk>
    <disk name='vdb' type='block'><scratch dev='/dev/b'/></disk>
    <disk name='vdc' backup=' no '/>
  </disks>
</domainbackup>`;

describe('modelBackup', () => {
  const document = tree(FULL);
  const backup = modelBackup(document);

  it('takes values as they stand, and keeps where', () => {
    const [vda, vdb, vdc] = backup.disks?.list ?? [];
    expect(backup).toMatchObject({
      mode: 'pull',
      modeValue: { raw: ' pull ', token: 'pull' },
      incremental: { name: ' cp1 ', token: 'cp1' },
    });
    expect(backup.server).toMatchObject({
      transport: 'tcp',
      tls: { raw: 'yes' },
      name: { raw: 'localhost' },
      port: { raw: '010809' },
    });
    expect(vda).toMatchObject({
      takesPart: true,
      exportname: { raw: 'a&b' },
      driver: { type: { raw: 'qcow2' } },
      store: {
        path: { raw: '/b/vda' },
        seclabels: [{ model: { raw: 'dac' }, labels: [{ raw: '+0:+0' }] }],
        encryption: {
          engine: { raw: 'qemu' },
          secret: { type: { raw: 'passphrase' } },
          cipher: { size: { raw: '256' } },
          ivgen: { hash: { raw: 'x' } },
        },
      },
    });
    expect(vdb?.store?.path?.raw).toBe('/dev/b');
    expect(vdc?.takesPart).toBe(false);
    const name = vda?.exportname;
    expect(name && placeOf(name).path).toBe('/domainbackup/disks/disk[1]/@exportname');
    expect(name && document.text.slice(placeOf(name).span.start, placeOf(name).span.end)).toBe('a&amp;b');
    const { span } = contentPlace(backup.incremental?.element ?? document.root);
    expect(document.text.slice(span.start, span.end)).toBe(' cp<![CDATA[1]]> ');
  });

  it.each([
    ['<domainbackup/>', 'push'],
    ["<domainbackup mode='push'><server/></domainbackup>", 'push'],
    ["<domainbackup mode='pul'><server/></domainbackup>", 'pull'],
    ["<domainbackup mode='x'/>", 'push'],
  ])('guesses the mode of %s', (text, mode) => {
    expect(modelBackup(tree(text)).mode).toBe(mode);
  });

  it.each([
    '<x/>',
    '<domainbackup><disks><x/><disk/></disks><disks/></domainbackup>',
    '<domainbackup><server transport="y"/></domainbackup>',
  ])('takes whatever tree: %s', (text) => {
    const { disks, server } = modelBackup(tree(text));
    expect(disks?.list.length ?? 0).toBe(text.includes('<disk/>') ? 1 : 0);
    expect(server?.transport).toBeUndefined();
  });

  it('takes an empty incremental as left out', () => {
    expect(modelBackup(tree('<domainbackup><incremental/></domainbackup>')).incremental).toMatchObject({
      name: undefined,
      raw: '',
    });
  });
});

describe('trimmed', () => {
  it.each([
    [' \t\r\na b\n ', 'a b'],
    ['\u00a0a\u00a0', '\u00a0a\u00a0'],
    ['   ', ''],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(trimmed(text)).toBe(expected);
  });
});
