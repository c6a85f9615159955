using FlextMonitor.Hub.Access.Providers;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hub.Tests.Access.Providers;

public sealed class JwtOptionsTests
{
    [Theory]
    [InlineData("monitor", "https://login.example/", false)]
    [InlineData("another", "https://login.example", true)]
    [InlineData("monitor", "https://other.example", true)]
    public void Audience_ThatIsTheIdOfThePeoplesClient_IsRefused(string clientId, string authority, bool isValid)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Oidc:ClientId", clientId), new("Oidc:Authority", authority)]).Build();
        var options = new JwtOptions { Authority = "https://login.example", Audience = "monitor", Roles = new() { Viewer = "staff" } };

        var result = new JwtOptions.Validation(configuration).Validate(null, options);

        result.Succeeded.ShouldBe(isValid, result.FailureMessage);
    }
}
