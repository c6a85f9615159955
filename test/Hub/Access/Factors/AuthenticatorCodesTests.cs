using System.Text;
using FlextMonitor.Hub.Access.Factors;

namespace FlextMonitor.Hub.Tests.Access.Factors;

/// <summary>Codes as in RFC 6238, appendix B, cut to six digits, and secrets as in RFC 4648.</summary>
public sealed class AuthenticatorCodesTests
{
    private const string Code = "005924";
    private const long StepOfCode = 1234567890 / 30;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, Code)]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Match_OfACodeOfTheSpecification_IsItsStep(long seconds, string code) =>
        AuthenticatorCodes.Match(Secret, code, lastStep: 0, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(seconds / 30);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Match_OfACodeBesideNow_AllowsOneStep(int steps, bool matches)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds((StepOfCode - steps) * 30);

        AuthenticatorCodes.Match(Secret, Code, lastStep: 0, now).ShouldBe(matches ? StepOfCode : null);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Match_Strictly_AllowsTheThirtySecondsOfTheCodeAlone(int seconds, bool matches)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds((StepOfCode * 30) + seconds);

        AuthenticatorCodes.Match(Secret, Code, lastStep: 0, now, isStrict: true).ShouldBe(matches ? StepOfCode : null);
    }

    [Fact]
    public void Match_OfACodeThatWasUsed_IsNull() =>
        AuthenticatorCodes.Match(Secret, Code, StepOfCode, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059240")]
    [InlineData("００５９２４")]
    public void Match_OfWhatIsNoCode_IsNull(string code) =>
        AuthenticatorCodes.Match(Secret, code, lastStep: 0, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void TextOf_Bytes_IsBase32(string text, string encoded) => AuthenticatorCodes.TextOf(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);
}
