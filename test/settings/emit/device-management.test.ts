import fc from "fast-check";
import { configurationProfile, preferenceList, registryFile } from "../../../settings/emit/device-management";
import { anyText } from "../../helpers/any-text";
import { PEOPLE } from "../facts";

const SMALL = { awsAuthRefresh: "login <x> & 'y'", enforceAvailableModels: true, availableModels: ["a", "b"], env: {} };

test("the property list holds the settings by their own names", () => {
  expect(preferenceList(SMALL)).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>availableModels</key>
  <array>
    <string>a</string>
    <string>b</string>
  </array>
  <key>awsAuthRefresh</key>
  <string>login &lt;x&gt; &amp; &apos;y&apos;</string>
  <key>enforceAvailableModels</key>
  <true/>
  <key>env</key>
  <dict/>
</dict>
</plist>
`,
  );
});

test("the profile forces them in the client's domain, under ids that stay the same", () => {
  expect(configurationProfile(PEOPLE, { env: { A: "1" } })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadContent</key>
      <dict>
        <key>com.anthropic.claudecode</key>
        <dict>
          <key>Forced</key>
          <array>
            <dict>
              <key>mcx_preference_settings</key>
              <dict>
                <key>env</key>
                <dict>
                  <key>A</key>
                  <string>1</string>
                </dict>
              </dict>
            </dict>
          </array>
        </dict>
      </dict>
      <key>PayloadDisplayName</key>
      <string>Claude Code for payments</string>
      <key>PayloadEnabled</key>
      <true/>
      <key>PayloadIdentifier</key>
      <string>claude-access.acme.aws-eu.payments.settings</string>
      <key>PayloadType</key>
      <string>com.apple.ManagedClient.preferences</string>
      <key>PayloadUUID</key>
      <string>39760688-D991-8C32-8D64-304FD7160F7A</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
    </dict>
  </array>
  <key>PayloadDisplayName</key>
  <string>Claude Code for payments</string>
  <key>PayloadIdentifier</key>
  <string>claude-access.acme.aws-eu.payments</string>
  <key>PayloadScope</key>
  <string>System</string>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>B861A04C-A9CF-8B5D-8637-3CE167931699</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`,
  );
});

test("the registry file holds the settings as JSON, whatever their texts are", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), anyText()), (env) => {
      const [head, blank, key, value = "", end] = registryFile({ env }).split("\r\n");
      expect([head, blank, key, end]).toEqual([
        "Windows Registry Editor Version 5.00",
        "",
        "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\ClaudeCode]",
        "",
      ]);
      const text = /^"Settings"="(.*)"$/.exec(value)?.[1] ?? "";
      expect(JSON.parse(text.replace(/\\(["\\])/g, "$1"))).toEqual(JSON.parse(JSON.stringify({ env })));
    }),
  );
});
