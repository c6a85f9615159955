using System.Security.Claims;
using System.Text.Json;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace FlextMonitor.Hub.Tests.Access.Providers;

public sealed class RoleMappingTests
{
    private static readonly ProviderRoles OwnNames = new() { Viewer = "viewer", Operator = "operator", Admin = "admin" };
    private static readonly ProviderRoles Named = new() { Viewer = "staff; guests", Admin = "cn=platform,ou=it" };

    [Theory]
    [InlineData("staff", Roles.Viewer)]
    [InlineData("guests", Roles.Viewer)]
    [InlineData("cn=platform,ou=it", Roles.Admin)]
    [InlineData("cn=platform", null)]
    [InlineData("Staff", null)]
    [InlineData("viewer", null)]
    [InlineData("admin", null)]
    public void Grants_WithNamedValues_ComeFromThoseAlone(string group, string? role) =>
        RoleOf(new RoleMapping("groups", null, Named, null), Token(("groups", group))).ShouldBe(role);

    [Theory]
    [InlineData("viewer")]
    [InlineData("admin")]
    public void Grants_WithoutNamedValues_AreNone(string group) =>
        RoleOf(new RoleMapping("groups", null, new(), null), Token(("groups", group))).ShouldBeNull();

    [Fact]
    public void Grants_WithSeveralGroups_AreThoseOfTheHighestRole() =>
        RoleOf(new RoleMapping("groups", null, OwnNames, Roles.Viewer), Token(("groups", "viewer"), ("groups", "admin"), ("groups", "operator"))).ShouldBe(Roles.Admin);

    [Theory]
    [InlineData(null)]
    [InlineData(Roles.Operator)]
    public void Grants_WithoutTheClaim_AreTheDefault(string? defaultRole) =>
        RoleOf(new RoleMapping("groups", null, OwnNames, defaultRole), Token()).ShouldBe(defaultRole);

    [Fact]
    public void Grants_WithDaemons_AreLimitedToThoseThatCanBe()
    {
        var mapping = new RoleMapping("groups", "monitors", OwnNames, null);

        SourcesOf(mapping, Token(("groups", "viewer"), ("monitors", "prod"), ("monitors", "Not A Name"), ("monitors", "_monitor"))).ShouldBe(["prod"]);
        SourcesOf(mapping, Token(("groups", "viewer"), ("monitors", "*"))).ShouldBe([]);
        SourcesOf(mapping, Token(("groups", "admin"))).ShouldBe([]);
        mapping.GrantsOf(Token(("groups", "viewer"))).ShouldBeEmpty();
        mapping.GrantsOf(Token(("groups", "viewer"), ("monitors", ""))).ShouldBeEmpty();
    }

    [Fact]
    public void Grants_WithMoreDaemonsThanAGrantMayName_AreLimitedToTheFirst()
    {
        var mapping = new RoleMapping("groups", "monitors", OwnNames, null);
        var claims = Token([("groups", "viewer"), .. Enumerable.Range(0, GrantList.MostSources + 2).Select(number => ("monitors", $"daemon-{number:0000}"))]);

        SourcesOf(mapping, claims).Count.ShouldBe(GrantList.MostSources);
        mapping.SourcesBeyondLimit(claims).ShouldBe(2);
        mapping.SourcesBeyondLimit(Token(("groups", "viewer"), ("monitors", "prod"))).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"groups":"viewer"}""", "groups")]
    [InlineData("""{"groups":["others","viewer",7,null]}""", "groups")]
    [InlineData("""{"realm_access":{"roles":["viewer"]}}""", "realm_access.roles")]
    [InlineData("""{"a":{"b":{"c":"viewer"}}}""", "a.b.c")]
    [InlineData("""{"https://example.com/roles":["viewer"]}""", "https://example.com/roles")]
    public void Grants_FromATokenOrTheEndpoint_ReadTextsListsAndObjects(string json, string claim)
    {
        var mapping = new RoleMapping(claim, null, OwnNames, null);
        using var parsed = JsonDocument.Parse(json);
        var token = new JsonWebTokenHandler().ReadJsonWebToken(new JsonWebTokenHandler().CreateToken(json));

        RoleOf(mapping, new ProviderClaims([], parsed.RootElement)).ShouldBe(Roles.Viewer);
        RoleOf(mapping, new ProviderClaims(token.Claims)).ShouldBe(Roles.Viewer);
    }

    [Theory]
    [InlineData("""{"groups":7}""")]
    [InlineData("""{"groups":null}""")]
    [InlineData("""{"groups":{"viewer":true}}""")]
    [InlineData("""{"groups":[["viewer"]]}""")]
    [InlineData("[]")]
    public void Grants_FromAnythingElse_AreNone(string json)
    {
        using var parsed = JsonDocument.Parse(json);

        new RoleMapping("groups", null, OwnNames, null).GrantsOf(new ProviderClaims([], parsed.RootElement)).ShouldBeEmpty();
    }

    private static ProviderClaims Token(params (string Type, string Value)[] claims) => new(claims.Select(claim => new Claim(claim.Type, claim.Value)));

    private static string? RoleOf(RoleMapping mapping, ProviderClaims claims) => Rights.Of(mapping.GrantsOf(claims)).Role;

    private static IReadOnlyList<string> SourcesOf(RoleMapping mapping, ProviderClaims claims) => mapping.GrantsOf(claims).ShouldHaveSingleItem().Sources;
}
