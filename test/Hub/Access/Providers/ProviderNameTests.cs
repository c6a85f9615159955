using System.Security.Claims;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Providers;

namespace FlextMonitor.Hub.Tests.Access.Providers;

public sealed class ProviderNameTests
{
    private const string Subject = "ada-1";

    [Theory]
    [InlineData("ada@example.com", "true", null, "ada@example.com")]
    [InlineData("ada@example.com", "false", null, "ada@example.com [ada-1]")]
    [InlineData("ada@example.com", null, null, "ada@example.com [ada-1]")]
    [InlineData("ada lovelace@example.com", "true", null, "ada lovelace@example.com [ada-1]")]
    [InlineData(null, "true", "admin@example.com", "admin@example.com [ada-1]")]
    [InlineData(null, null, "Ada\nLovelace", "Ada Lovelace [ada-1]")]
    [InlineData(null, null, null, "[ada-1]")]
    public void Name_ThatThePersonMayHaveTyped_StandsWithTheSubject(string? email, string? verified, string? name, string expected) =>
        ProviderName.Of(Claims(("email", email), ("email_verified", verified), ("name", name)), Subject).ShouldBe(expected);

    [Fact]
    public void Name_ThatIsLong_LeavesTheSubjectWhole()
    {
        var name = ProviderName.Of(Claims(("name", new string('a', 1_000))), Subject);

        name.Length.ShouldBe(AdminOptions.LongestEmail);
        name.ShouldEndWith($"a [{Subject}]");
    }

    [Fact]
    public void Subject_ThatIsLong_IsCut() => ProviderName.Of(Claims(("name", "Ada")), new string('s', ProviderPeople.LongestId)).ShouldBe($"[{new string('s', ProviderPeople.LongestId - 1)}]");

    private static ProviderClaims Claims(params (string Type, string? Value)[] claims) =>
        new(claims.Where(claim => claim.Value is not null).Select(claim => new Claim(claim.Type, claim.Value!)));
}
