using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Testing.Meltano;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>All places of a project in which a secret may stand. The log shows none of them.</summary>
public sealed class SecretPlacesTests : IDisposable
{
    private const string Secret = "s3cr3t-value";

    private readonly MeltanoFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("environments: [{name: prod, config: {plugins: {extractors: [{name: tap-a, config: {password: SECRET}}]}}}]")]
    [InlineData("environments: [{name: prod, env: {TAP_A_PASSWORD: SECRET}}]")]
    [InlineData("env: {TAP_A_PASSWORD: SECRET}")]
    [InlineData("plugins: {extractors: [{name: tap-a, env: {API_TOKEN: SECRET}}]}")]
    [InlineData("schedules: [{name: s, job: j, env: {TAP_A_PASSWORD: SECRET}}]")]
    [InlineData("plugins: {extractors: [{name: tap-a, config: {auth: {pin_code: SECRET}}, settings: [{name: auth.pin_code, kind: password}]}]}")]
    [InlineData("plugins: {extractors: [{name: tap-a, config: {auth.pin_code: SECRET}, settings: [{name: auth.pin_code, sensitive: True}]}]}")]
    [InlineData("plugins: {extractors: [{name: tap-a, config: {credentials: {json: SECRET}}}]}")]
    [InlineData("plugins: {extractors: [{name: tap-a, pip_url: 'tap-a git+https://me:SECRET@git.example/x'}]}")]
    [InlineData("database_uri: postgresql://me:SECRET@db/meltano")]
    public void Mask_ASecretInMeltanoYml_HidesIt(string yaml)
    {
        _folder.Write("meltano.yml", yaml.Replace("SECRET", Secret, StringComparison.Ordinal));

        Masked().ShouldBe("it is *****");
    }

    [Theory]
    [InlineData("""{"settings": [{"name": "pin_code", "kind": "password"}]}""", "TAP_A_PIN_CODE=SECRET")]
    [InlineData("""{"settings": [{"name": "auth.pin_code", "sensitive": true}]}""", "TAP_A_AUTH_PIN_CODE=SECRET")]
    [InlineData("""{"settings": [{"name": "pin_code", "sensitive": true, "env": "PIN"}]}""", "PIN=SECRET")]
    [InlineData("""{"settings": []}""", "TAP_A_PRIVATE_KEY=\"-----BEGIN-----\nSECRET\n-----END-----\"")]
    public void Mask_ASecretOfALockedPluginInDotEnv_HidesIt(string definition, string variables)
    {
        _folder.Write("plugins/extractors/tap-a--meltanolabs.lock", definition);
        _folder.Write(".env", variables.Replace("SECRET", Secret, StringComparison.Ordinal));

        Masked().ShouldBe("it is *****");
    }

    [Fact]
    public void Mask_ASecretWithWhichACallerStartsARun_HidesItFromThenOn()
    {
        using var files = Files();
        var secrets = new ProjectSecrets(MeltanoRig.OptionsOf(_folder), files);
        var before = secrets.Mask.Apply($"it is {Secret}");

        secrets.Add([KeyValuePair.Create("TAP_A_TOKEN", Secret)]);

        (before, secrets.Mask.Apply($"it is {Secret}")).ShouldBe(($"it is {Secret}", "it is *****"));
    }

    [Theory]
    [InlineData("plugins: {extractors: [{name: tap-a, metadata: {private_keys: {replication-method: SECRET}}}]}")]
    [InlineData("plugins: {extractors: [{name: tap-a, config: {token_url: SECRET}}]}")]
    public void Mask_WhatIsNoSecret_StaysReadable(string yaml)
    {
        _folder.Write("meltano.yml", yaml.Replace("SECRET", Secret, StringComparison.Ordinal));

        Masked().ShouldBe($"it is {Secret}");
    }

    private string Masked()
    {
        using var files = Files();
        files.Broken.ShouldBeNull();
        return new ProjectSecrets(MeltanoRig.OptionsOf(_folder), files).Mask.Apply($"it is {Secret}");
    }

    private ProjectFiles Files() => new(MeltanoRig.OptionsOf(_folder), TimeProvider.System, NullLogger<ProjectFiles>.Instance);
}
