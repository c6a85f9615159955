using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class GrantListTests
{
    public static TheoryData<string, Grant?[]?> Wrong => new()
    {
        { "grants is missing", null },
        { "grants holds null", [null] },
        { "'boss' is no role. Roles: viewer, operator, admin.", [new Grant("boss", [])] },
        { "'Admin' is no role", [new Grant("Admin", [])] },
        { "'null' is no role", [new Grant(null!, [])] },
        { "sources is missing in the grant of 'viewer'", [new Grant(Roles.Viewer, null!)] },
        { "sources of 'viewer' holds null", [new Grant(Roles.Viewer, [null!])] },
        { "The role 'admin' cannot be limited to some daemons", [new Grant(Roles.Admin, ["prod"])] },
        { "'_monitor' is no name of a daemon", [new Grant(Roles.Viewer, ["_monitor"])] },
        { "'Prod' is no name of a daemon", [new Grant(Roles.Viewer, ["prod", "Prod"])] },
        { "'' is no name of a daemon", [new Grant(Roles.Viewer, [""])] },
        { "grants holds 101 entries, and may hold 100", [.. Enumerable.Repeat(new Grant(Roles.Viewer, []), 101)] },
        { "names 1001 daemons, and may name 1000", [new Grant(Roles.Viewer, [.. Enumerable.Range(0, 1001).Select(i => $"d{i}")])] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Problem_OfAWrongList_SaysWhatIsWrong(string problem, Grant?[]? grants) => GrantList.Problem(grants).ShouldNotBeNull().ShouldContain(problem);

    [Fact]
    public void Problem_OfAGoodList_IsNone()
    {
        GrantList.Problem([]).ShouldBeNull();
        GrantList.Problem([new Grant(Roles.Admin, []), new Grant(Roles.Operator, ["prod-1.eu_west", "a"])]).ShouldBeNull();
    }
}
