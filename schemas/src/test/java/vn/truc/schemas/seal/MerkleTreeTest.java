package vn.truc.schemas.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The leaves and roots by which implementations of RFC 6962 and 9162 are compared. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final MessageDigest sha256 = CryptoProvider.best().sha256();

    @Test
    void rootsAreThoseOfTheReferenceTrees() {
        for (int size = 1; size <= LEAVES.size(); size++) {
            List<byte[]> leaves = LEAVES.subList(0, size).stream()
                    .map(HexFormat.of()::parseHex)
                    .toList();
            assertThat(HexFormat.of().formatHex(new MerkleTree(sha256, leaves).root()))
                    .as("size " + size)
                    .isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void everyLeafsPathLeadsToTheRootAndNoOtherDoes() {
        for (int size = 1; size <= 130; size++) {
            List<byte[]> leaves = leaves(size);
            MerkleTree tree = new MerkleTree(sha256, leaves);
            for (int index = 0; index < size; index++) {
                byte[] leaf = MerkleTree.leafHash(sha256, leaves.get(index));
                byte[] path = tree.path(index);
                assertThat(MerkleTree.rootOf(sha256, leaf, index, size, path)).isEqualTo(tree.root());
                for (int other : new int[] {index - 1, index + 1, index ^ 2, size}) {
                    if (other != index) {
                        assertThat(MerkleTree.rootOf(sha256, leaf, other, size, path))
                                .isNotEqualTo(tree.root());
                    }
                }
            }
        }
    }

    @Test
    void aPathThatIsCutLengthenedOrChangedLeadsElsewhere() {
        List<byte[]> leaves = leaves(100);
        MerkleTree tree = new MerkleTree(sha256, leaves);
        byte[] leaf = MerkleTree.leafHash(sha256, leaves.get(41));
        byte[] path = tree.path(41);

        assertThat(MerkleTree.rootOf(sha256, leaf, 41, 100, Arrays.copyOf(path, path.length - 32)))
                .isNull();
        assertThat(MerkleTree.rootOf(sha256, leaf, 41, 100, Arrays.copyOf(path, path.length + 32)))
                .isNull();
        assertThat(MerkleTree.rootOf(sha256, leaf, 41, 100, Arrays.copyOf(path, path.length - 1)))
                .isNull();
        assertThat(MerkleTree.rootOf(sha256, leaf, -1, 100, path)).isNull();
        assertThat(MerkleTree.rootOf(sha256, leaf, 41, Long.MAX_VALUE, path)).isNull();
        for (int at = 0; at < path.length; at++) {
            byte[] changed = path.clone();
            changed[at] ^= 1;
            assertThat(MerkleTree.rootOf(sha256, leaf, 41, 100, changed)).isNotEqualTo(tree.root());
        }
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(new byte[] {(byte) i, (byte) (i >> 8), 7});
        }
        return leaves;
    }
}
