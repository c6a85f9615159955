using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class RightsTests
{
    private static readonly Rights Mixed = Rights.Of([new Grant(Roles.Viewer, ["prod", "staging"]), new Grant(Roles.Operator, ["staging", "dev"])]);

    [Theory]
    [InlineData("prod", true, false)]
    [InlineData("staging", true, true)]
    [InlineData("dev", true, true)]
    [InlineData("other", false, false)]
    [InlineData(SourceNames.Monitor, true, false)]
    public void Include_ForADaemon_IsTheHighestRoleOfItsGrants(string source, bool sees, bool operates)
    {
        Mixed.MaySee(source).ShouldBe(sees);
        Mixed.Include(Roles.Operator, source).ShouldBe(operates);
        Mixed.Include(Roles.Admin, source).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Roles.Viewer, "prod", true)]
    [InlineData(Roles.Operator, "prod", false)]
    [InlineData(Roles.Operator, "staging", true)]
    [InlineData(Roles.Viewer, "other", false)]
    [InlineData(Roles.Viewer, null, false)]
    public void Include_OfOtherRights_IsWhetherThoseAddNothing(string role, string? source, bool includes)
    {
        var others = Rights.Of([new Grant(role, source is null ? [] : [source])]);

        Mixed.Include(others).ShouldBe(includes);
        Mixed.Include(Rights.None).ShouldBeTrue();
        Rights.Of([new Grant(Roles.Admin, [])]).Include(others).ShouldBeTrue();
        others.Include(Rights.Of([new Grant(Roles.Admin, [])])).ShouldBeFalse();
    }

    [Fact]
    public void Role_OfSeveralGrants_IsTheHighest()
    {
        Mixed.Role.ShouldBe(Roles.Operator);
        Mixed.Include(Roles.Viewer).ShouldBeTrue();
        Mixed.Include(Roles.Admin).ShouldBeFalse();
        Mixed.Sources.ShouldBe(["dev", "prod", "staging"]);
        Mixed.SourcesFor(Roles.Operator).ShouldBe(["dev", "staging"]);
    }

    [Fact]
    public void Of_NoGrants_PermitsNothing()
    {
        Rights.None.Role.ShouldBeNull();
        Rights.None.Sources.ShouldBe([]);
        Roles.All.ShouldAllBe(role => !Rights.None.Include(role));
        Rights.None.MaySee("prod").ShouldBeFalse();
        Rights.None.MaySee(SourceNames.Monitor).ShouldBeFalse();
    }

    [Fact]
    public void Of_AnAdministrator_PermitsEverythingEverywhere()
    {
        var rights = Rights.Of([new Grant(Roles.Admin, [])]);

        rights.Sources.ShouldBeNull();
        Roles.All.ShouldAllBe(role => rights.Include(role, "anything"));
    }

    [Fact]
    public void Of_AViewerOfAllAndOperatorOfOne_OperatesThatOneAlone()
    {
        var rights = Rights.Of([new Grant(Roles.Viewer, []), new Grant(Roles.Operator, ["dev"])]);

        rights.Sources.ShouldBeNull();
        rights.MaySee("anything").ShouldBeTrue();
        rights.Include(Roles.Operator, "dev").ShouldBeTrue();
        rights.Include(Roles.Operator, "prod").ShouldBeFalse();
    }

    [Fact]
    public void Equals_OfGrantsThatPermitTheSame_IsTrueInAnyOrder()
    {
        var same = Rights.Of([new Grant(Roles.Operator, ["dev"]), new Grant(Roles.Operator, ["staging"]), new Grant(Roles.Viewer, ["prod"])]);

        same.ShouldBe(Mixed);
        same.GetHashCode().ShouldBe(Mixed.GetHashCode());
        Rights.Of([new Grant(Roles.Viewer, []), new Grant(Roles.Viewer, ["prod"])]).ShouldBe(Rights.Of([new Grant(Roles.Viewer, [])]));
        Rights.Of([new Grant(Roles.Viewer, ["prod"])]).ShouldNotBe(Rights.Of([new Grant(Roles.Viewer, [])]));
        Rights.Of([new Grant(Roles.Viewer, ["prod"])]).ShouldNotBe(Rights.Of([new Grant(Roles.Operator, ["prod"])]));
        Rights.None.ShouldNotBe(Rights.Of([new Grant(Roles.Viewer, ["prod"])]));
    }
}
