using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class SecretTests
{
    [Theory]
    [InlineData("TAP_GITHUB_AUTH_TOKEN")]
    [InlineData("TARGET_POSTGRES_PASSWORD")]
    [InlineData("tap-x.config.client_secret")]
    [InlineData("private_key")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("apiKey")]
    [InlineData("TAP_X_API_KEY")]
    public void IsSecret_NamesOfSecrets_Are(string name) => SecretNames.IsSecret(name).ShouldBeTrue();

    [Theory]
    [InlineData("TAP_X_REPLICATION_KEY")]
    [InlineData("primary_keys")]
    [InlineData("key_properties")]
    [InlineData("token_url")]
    [InlineData("TAP_X_START_DATE")]
    [InlineData("MONKEY")]
    [InlineData("PATH")]
    public void IsSecret_OtherNames_AreNot(string name) => SecretNames.IsSecret(name).ShouldBeFalse();

    [Fact]
    public void Apply_ValuesOfSecretSettings_AreMaskedInEveryForm()
    {
        var mask = Mask(
            ("TAP_PASSWORD", "p\"a/ss wörd"), ("TARGET_KEY", "-----BEGIN-----\nMIIEvQIBADANBg\n-----END-----"), ("MELTANO_DATABASE_URI", "postgresql://me:hunter%2B22@host/db"),
            ("pin", "493817"), ("TAP_START_DATE", "2024-05-01"));

        mask.Apply("plain p\"a/ss wörd end").ShouldBe("plain ***** end");
        mask.Apply("""{"password": "p\"a/ss wörd"}""").ShouldBe("""{"password": "*****"}""");
        mask.Apply("https://x/?p=p%22a%2Fss%20w%C3%B6rd").ShouldBe("https://x/?p=*****");
        mask.Apply("one line of it: MIIEvQIBADANBg").ShouldBe("one line of it: *****");
        mask.Apply("cannot connect to postgresql://me:hunter%2B22@host/db, hunter+22").ShouldBe("cannot connect to postgresql://me:*****@host/db, *****");
        mask.Apply("of kind password: 493817").ShouldBe("of kind password: *****");
        mask.Apply("since 2024-05-01").ShouldBe("since 2024-05-01");
    }

    [Fact]
    public void Apply_ShortAndCommonValues_StayReadable() =>
        Mask(("TOKEN", "abc"), ("USE_PRIVATE_KEY", "true"), ("PASSWORD", "")).Apply("true abc").ShouldBe("true abc");

    [Fact]
    public void Apply_SecretInsideAnother_MasksTheLongest() => new SecretMask(["pass", "password", "word1"]).Apply("password1 pass").ShouldBe("*****1 *****");

    [Fact]
    public void Apply_CutText_HidesTheBeginningOfASecretAtItsEnd()
    {
        var mask = new SecretMask(["hunter22", "other"]);

        mask.Apply("connect with hunter", isCut: true).ShouldBe("connect with *****");
        mask.Apply("connect with hunter").ShouldBe("connect with hunter");
        SecretMask.None.Apply("connect", isCut: true).ShouldBe("connect");
    }

    [Property]
    public void Apply_AnyTextAroundASecret_NeverShowsIt(NonNull<string> before, NonNull<string> after, NonNull<string> random)
    {
        var secret = $"S3cr3t{random.Get}";

        new SecretMask([secret, "S3cr"]).Apply(before.Get + secret + after.Get + secret).ShouldNotContain("S3cr3t", Case.Sensitive);
    }

    [Property]
    public void Apply_TextWithoutSecrets_IsTheSame(NonNull<string> text)
    {
        var plain = text.Get.Replace("hunter22", "", StringComparison.Ordinal);

        new SecretMask(["hunter22"]).Apply(plain).ShouldBe(plain);
    }

    private static SecretMask Mask(params (string Name, string Value)[] settings) => new(SecretValues.Collect(
        settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)), new HashSet<string> { "pin" }));
}
