using System.Text;
using FlextMonitor.Hub.Access.Factors;

namespace FlextMonitor.Hub.Tests.Access.Factors;

/// <summary>Codes as in RFC 6238, appendix B, cut to six digits, and secrets as in RFC 4648.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void CodeOf_TheSecretOfTheSpecification_IsItsCode(long seconds, string code) =>
        Totp.CodeOf(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Match_OfACodeBesideNow_AllowsOneStep(int steps, bool matches)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now) + steps;

        Totp.Match(Secret, Totp.CodeOf(Secret, step), lastStep: 0, now).ShouldBe(matches ? step : null);
    }

    [Fact]
    public void Match_OfACodeThatWasUsed_IsNull()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

        Totp.Match(Secret, "005924", Totp.StepAt(now), now).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059240")]
    [InlineData("００５９２４")]
    public void Match_OfWhatIsNoCode_IsNull(string code) =>
        Totp.Match(Secret, code, lastStep: 0, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Encode_OfBytes_IsBase32(string text, string encoded) => Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);

    [Fact]
    public void HashOf_ARecoveryCodeTypedInAnotherWay_IsTheSame()
    {
        var code = RecoveryCode.Create();

        code.Length.ShouldBe(29);
        RecoveryCode.HashOf($" {code.Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()}").ShouldBe(RecoveryCode.HashOf(code));
    }
}
